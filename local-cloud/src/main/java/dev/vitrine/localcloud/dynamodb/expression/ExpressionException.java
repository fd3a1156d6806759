package dev.vitrine.localcloud.dynamodb.expression;

/** An expression that DynamoDB would refuse; the message lacks the "Invalid ...Expression: " in front. */
final class ExpressionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ExpressionException(String message) {
        super(message, null, false, false);
    }
}
