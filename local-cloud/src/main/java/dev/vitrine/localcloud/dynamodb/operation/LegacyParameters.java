package dev.vitrine.localcloud.dynamodb.operation;

import static dev.vitrine.localcloud.dynamodb.DynamoDbErrors.validation;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Parameters from before there were expressions. */
final class LegacyParameters {
    private static final int MOST_NAMED = 8;

    private LegacyParameters() {}

    /**
     * Refuses them.
     *
     * @param expression what says the same today
     */
    static void refuse(Request request, String expression, String... legacy) {
        List<String> present =
                Stream.of(legacy).filter(request::has).limit(MOST_NAMED).toList();
        if (present.isEmpty()) {
            return;
        }
        @Nullable
        String used = Stream.of(
                        "UpdateExpression",
                        "ConditionExpression",
                        "KeyConditionExpression",
                        "FilterExpression",
                        "ProjectionExpression")
                .filter(request::has)
                .findFirst()
                .orElse(null);
        if (used != null) {
            throw validation("Can not use both expression and non-expression parameters in the same request: "
                    + "Non-expression parameters: {" + String.join(", ", present) + "} Expression parameters: {" + used
                    + "}");
        }
        throw validation(
                "The legacy parameter " + present.getFirst() + " is not supported; use " + expression + " instead");
    }
}
