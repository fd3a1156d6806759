package dev.vitrine.localcloud.dynamodb.expression;

import dev.vitrine.localcloud.dynamodb.value.AttributeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The part of the grammar that conditions and their functions share: operands, and what may stand where. */
abstract class OperandParser extends Parser {
    private static final Map<String, Integer> FUNCTIONS = Map.of(
            "attribute_exists", 1,
            "attribute_not_exists", 1,
            "attribute_type", 2,
            "begins_with", 2,
            "contains", 2,
            "size", 1);

    OperandParser(String text, Placeholders placeholders) {
        super(text, placeholders);
    }

    /** How many operands a function takes. */
    static int operandCount(String function) {
        Integer count = FUNCTIONS.get(function);
        if (count == null) {
            throw new ExpressionException("Invalid function name; function: " + function);
        }
        return count;
    }

    List<Operand> operands() {
        List<Operand> operands = new ArrayList<>();
        do {
            operands.add(operand());
        } while (acceptSign(","));
        expectSign(")");
        return operands;
    }

    Operand operand() {
        if (acceptSign("(")) {
            enter();
            if (peek().isSign("(")) {
                problems.add(Problems.Kind.PARENTHESES, "The expression has redundant parentheses;");
            }
            Operand inner = operand();
            expectSign(")");
            leave();
            return inner;
        }
        if (peek().kind() == Token.Kind.VALUE) {
            return new Operand.Constant(value());
        }
        if (isKeyword(peek())) {
            throw syntaxError();
        }
        if (peek().kind() == Token.Kind.WORD && peekAfter().isSign("(")) {
            return sizeFunction();
        }
        return new Operand.At(path());
    }

    private Operand sizeFunction() {
        String name = next().text();
        countOperator();
        next();
        enter();
        List<Operand> operands = operands();
        leave();
        int count = operandCount(name);
        if (!name.equals("size")) {
            throw misuse(name);
        }
        if (operands.size() != count) {
            throw wrongCount(name, operands.size());
        }
        if (operands.getFirst() instanceof Operand.Size) {
            throw misuse("size");
        }
        checkTypes(name, operands, type -> switch (type) {
            case N, BOOL, NULL -> false;
            case S, B, SS, NS, BS, L, M -> true;
        });
        return new Operand.Size(operands.getFirst());
    }

    void checkDistinct(String operator, Operand first, Operand other) {
        if (first instanceof Operand.At(var path) && first.equals(other)) {
            problems.add(
                    Problems.Kind.DISTINCT,
                    "The first operand must be distinct from the remaining operands for this operator or function; "
                            + "operator: " + operator + ", first operand: " + path);
        }
    }

    void checkTypes(String operator, List<Operand> operands, Predicate<AttributeType> fits) {
        for (Operand operand : operands) {
            @Nullable
            AttributeType type =
                    switch (operand) {
                        case Operand.At ignored -> null;
                        case Operand.Constant(var value) -> value.type();
                        case Operand.Size ignored -> AttributeType.N;
                    };
            if (type != null && !fits.test(type)) {
                problems.add(Problems.Kind.TYPE, wrongType(operator, type.name()));
            }
        }
    }

    static String wrongType(String operator, String type) {
        return "Incorrect operand type for operator or function; operator or function: " + operator + ", operand type: "
                + type;
    }

    static boolean isKeyword(Token token) {
        return Stream.of("AND", "OR", "NOT", "BETWEEN", "IN").anyMatch(token::isWord);
    }

    static ExpressionException misuse(String function) {
        return new ExpressionException(
                "The function is not allowed to be used this way in an expression; function: " + function);
    }

    static ExpressionException wrongCount(String name, int count) {
        return new ExpressionException("Incorrect number of operands for operator or function; operator or function: "
                + name + ", number of operands: " + count);
    }
}
