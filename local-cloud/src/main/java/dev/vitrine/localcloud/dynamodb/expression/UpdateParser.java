package dev.vitrine.localcloud.dynamodb.expression;

import dev.vitrine.localcloud.dynamodb.value.AttributeType;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The grammar of updates: the sections SET, REMOVE, ADD and DELETE, each at most once. */
public final class UpdateParser extends Parser {
    private static final List<String> SECTIONS = List.of("SET", "REMOVE", "ADD", "DELETE");

    private final List<Update.Action> actions = new ArrayList<>();

    private UpdateParser(String text, Placeholders placeholders) {
        super(text, placeholders);
    }

    /**
     * Parses an {@code UpdateExpression}.
     *
     * @throws dev.vitrine.localcloud.http.AwsException a ValidationException in DynamoDB's words
     */
    public static Update parse(String text, Placeholders placeholders) {
        return run("UpdateExpression", text, it -> new UpdateParser(it, placeholders), UpdateParser::update);
    }

    private Update update() {
        Set<String> seen = new HashSet<>();
        do {
            String section = section();
            if (!seen.add(section)) {
                problems.add(
                        Problems.Kind.SECTION,
                        "The \"" + section + "\" section can only be used once in an update expression;");
            }
            do {
                actions.add(action(section));
            } while (acceptSign(","));
        } while (peek().kind() != Token.Kind.END);
        Update update = new Update(actions);
        checkDisjoint(update.paths());
        return update;
    }

    private String section() {
        if (SECTIONS.stream().noneMatch(peek()::isWord)) {
            throw syntaxError();
        }
        return next().text().toUpperCase(Locale.ROOT);
    }

    private Update.Action action(String section) {
        if (SECTIONS.stream().anyMatch(peek()::isWord)) {
            throw syntaxError();
        }
        Path path = path();
        return switch (section) {
            case "SET" -> {
                expectSign("=");
                yield new Update.Set(path, sum());
            }
            case "REMOVE" -> new Update.Remove(path);
            case "ADD" -> new Update.Add(path, operand("ADD", value()));
            default -> new Update.Delete(path, operand("DELETE", value()));
        };
    }

    private AttributeValue operand(String section, AttributeValue value) {
        boolean fits =
                switch (value.type()) {
                    case SS, NS, BS -> true;
                    case N -> section.equals("ADD");
                    case S, B, BOOL, NULL, L, M -> false;
                };
        if (!fits) {
            problems.add(
                    Problems.Kind.TYPE,
                    "Incorrect operand type for operator or function; operator: " + section + ", operand type: "
                            + value.type().word());
        }
        return value;
    }

    /** One operand, or two with a plus or minus between. */
    private UpdateValue sum() {
        if (peek().isSign("(")) {
            int start = position();
            next();
            enter();
            UpdateValue inner = sum();
            leave();
            expectSign(")");
            if (!peek().isSign("+") && !peek().isSign("-")) {
                return inner;
            }
            if (inner instanceof UpdateValue.Plus || inner instanceof UpdateValue.Minus) {
                throw syntaxError();
            }
            goTo(start);
        }
        UpdateValue left = operand();
        if (acceptSign("+")) {
            countOperator();
            UpdateValue right = operand();
            checkTypes("+", AttributeType.N, left, right);
            return new UpdateValue.Plus(left, right);
        }
        if (acceptSign("-")) {
            countOperator();
            UpdateValue right = operand();
            checkTypes("-", AttributeType.N, left, right);
            return new UpdateValue.Minus(left, right);
        }
        return left;
    }

    private UpdateValue operand() {
        if (acceptSign("(")) {
            enter();
            UpdateValue inner = operand();
            leave();
            expectSign(")");
            return inner;
        }
        if (peek().kind() == Token.Kind.VALUE) {
            return new UpdateValue.Constant(value());
        }
        if (peek().kind() == Token.Kind.WORD && peekAfter().isSign("(")) {
            return function();
        }
        return new UpdateValue.At(path());
    }

    private UpdateValue function() {
        enter();
        String name = next().text();
        countOperator();
        List<UpdateValue> operands = new ArrayList<>();
        next();
        do {
            operands.add(operand());
        } while (acceptSign(","));
        expectSign(")");
        leave();
        if (!name.equals("if_not_exists") && !name.equals("list_append")) {
            throw new ExpressionException("Invalid function name; function: " + name);
        }
        if (operands.size() != 2) {
            throw new ExpressionException(
                    "Incorrect number of operands for operator or function; operator or function: " + name
                            + ", number of operands: " + operands.size());
        }
        UpdateValue first = operands.getFirst();
        UpdateValue second = operands.getLast();
        if (name.equals("list_append")) {
            checkTypes(name, AttributeType.L, first, second);
            return new UpdateValue.ListAppend(first, second);
        }
        if (first instanceof UpdateValue.At(var path)) {
            return new UpdateValue.IfNotExists(path, second);
        }
        throw new ExpressionException("Operator or function requires a document path; operator or function: " + name);
    }

    private void checkTypes(String operator, AttributeType wanted, UpdateValue... operands) {
        Stream.of(operands).forEach(operand -> {
            if (operand instanceof UpdateValue.Constant(var value) && value.type() != wanted) {
                problems.add(
                        Problems.Kind.TYPE,
                        "Incorrect operand type for operator or function; operator or function: " + operator
                                + ", operand type: " + value.type());
            }
        });
    }
}
