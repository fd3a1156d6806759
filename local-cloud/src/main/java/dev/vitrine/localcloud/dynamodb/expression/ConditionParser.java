package dev.vitrine.localcloud.dynamodb.expression;

import dev.vitrine.localcloud.dynamodb.expression.Condition.Comparator;
import dev.vitrine.localcloud.dynamodb.value.AttributeType;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue.StringValue;
import dev.vitrine.localcloud.dynamodb.value.ItemJson;
import dev.vitrine.localcloud.dynamodb.value.ValueOrder;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The grammar of conditions, lowest precedence first: OR, AND, NOT, then comparison, BETWEEN, IN, a function or
 * parentheses.
 */
public final class ConditionParser extends OperandParser {
    private static final int MAX_IN = 100;
    private static final String VALID_TYPES = "{B,NULL,SS,BOOL,L,BS,N,NS,S,M}";
    private static final Map<String, Comparator> COMPARATORS =
            Stream.of(Comparator.values()).collect(Collectors.toMap(Comparator::sign, Function.identity()));

    private @Nullable Condition lastParenthesised;

    private ConditionParser(String text, Placeholders placeholders) {
        super(text, placeholders);
    }

    /**
     * Parses a condition or filter.
     *
     * @param member name of the request's member, such as {@code ConditionExpression}
     * @throws dev.vitrine.localcloud.http.AwsException a ValidationException in DynamoDB's words
     */
    public static Condition parse(String member, String text, Placeholders placeholders) {
        return run(member, text, it -> new ConditionParser(it, placeholders), ConditionParser::disjunction);
    }

    private Condition disjunction() {
        enter();
        Condition condition = conjunction();
        while (acceptWord("OR")) {
            countOperator();
            condition = new Condition.Or(condition, conjunction());
        }
        leave();
        return condition;
    }

    private Condition conjunction() {
        Condition condition = negation();
        while (acceptWord("AND")) {
            countOperator();
            condition = new Condition.And(condition, negation());
        }
        return condition;
    }

    private Condition negation() {
        if (!acceptWord("NOT")) {
            return primary();
        }
        enter();
        countOperator();
        Condition negated = negation();
        leave();
        return new Condition.Not(negated);
    }

    private Condition primary() {
        if (peek().isSign("(")) {
            int start = position();
            if (parenthesesHoldOperand()) {
                goTo(start);
                return comparison();
            }
            goTo(start);
            next();
            boolean redundant = peek().isSign("(");
            Condition inner = disjunction();
            expectSign(")");
            if (redundant && inner.equals(lastParenthesised)) {
                problems.add(Problems.Kind.PARENTHESES, "The expression has redundant parentheses;");
            }
            lastParenthesised = inner;
            return inner;
        }
        return comparison();
    }

    /** Whether the parentheses ahead hold one operand, as in {@code (a) = :b}. Leaves the cursor anywhere. */
    private boolean parenthesesHoldOperand() {
        int depth = 0;
        while (acceptSign("(")) {
            depth++;
        }
        Token first = next();
        if (first.kind() == Token.Kind.WORD && peek().isSign("(")) {
            int open = 0;
            do {
                Token token = next();
                if (token.kind() == Token.Kind.END) {
                    return false;
                }
                open += token.isSign("(") ? 1 : token.isSign(")") ? -1 : 0;
            } while (open > 0);
        } else {
            while (peek().isSign(".") || peek().isSign("[")) {
                next();
                next();
                acceptSign("]");
            }
        }
        while (depth > 0 && acceptSign(")")) {
            depth--;
        }
        Token after = peek();
        return depth == 0 && (COMPARATORS.containsKey(after.text()) || after.isWord("BETWEEN") || after.isWord("IN"));
    }

    private Condition comparison() {
        if (peek().kind() == Token.Kind.WORD && peekAfter().isSign("(") && !isKeyword(peek())) {
            String function = peek().text();
            if (!function.equals("size")) {
                return function();
            }
        }
        Operand left = operand();
        Token token = next();
        Comparator comparator = token.kind() == Token.Kind.SIGN ? COMPARATORS.get(token.text()) : null;
        if (comparator != null) {
            countOperator();
            return compare(comparator, left, operand());
        }
        if (token.isWord("BETWEEN")) {
            countOperator();
            Operand low = operand();
            if (!acceptWord("AND")) {
                throw syntaxError();
            }
            return between(left, low, operand());
        }
        if (token.isWord("IN")) {
            countOperator();
            expectSign("(");
            return in(left, operands());
        }
        if (left instanceof Operand.Size) {
            throw misuse("size");
        }
        goTo(token.kind() == Token.Kind.END ? position() : position() - 1);
        throw syntaxError();
    }

    private Condition function() {
        String name = next().text();
        countOperator();
        expectSign("(");
        List<Operand> operands = operands();
        int count = operandCount(name);
        if (operands.size() != count) {
            throw wrongCount(name, operands.size());
        }
        Operand first = operands.getFirst();
        Operand last = operands.getLast();
        if (count == 2) {
            checkDistinct(name, first, last);
        }
        return switch (name) {
            case "attribute_exists" -> new Condition.Exists(path(name, first));
            case "attribute_not_exists" -> new Condition.NotExists(path(name, first));
            case "attribute_type" -> new Condition.HasType(first, type(last));
            case "begins_with" -> {
                checkTypes(name, operands, type -> type == AttributeType.S || type == AttributeType.B);
                yield new Condition.BeginsWith(first, last);
            }
            case "contains" -> new Condition.Contains(first, last);
            default -> throw misuse(name);
        };
    }

    private Path path(String function, Operand operand) {
        if (operand instanceof Operand.At(var path)) {
            return path;
        }
        throw new ExpressionException(
                "Operator or function requires a document path; operator or function: " + function);
    }

    private AttributeType type(Operand operand) {
        AttributeValue value = operand instanceof Operand.Constant(var constant) ? constant : null;
        if (!(value instanceof StringValue(var name))) {
            problems.add(
                    Problems.Kind.TYPE,
                    wrongType(
                            "attribute_type",
                            value == null
                                    ? "{NS,SS,L,BS,N,M,B,BOOL,NULL,S}"
                                    : value.type().name()));
            return AttributeType.S;
        }
        for (AttributeType type : AttributeType.values()) {
            if (type.name().equals(name)) {
                return type;
            }
        }
        problems.add(
                Problems.Kind.TYPE,
                "Invalid attribute type name found; type: " + name + ", valid types: " + VALID_TYPES);
        return AttributeType.S;
    }

    private Condition compare(Comparator comparator, Operand left, Operand right) {
        checkDistinct(comparator.sign(), left, right);
        if (comparator != Comparator.EQUAL && comparator != Comparator.NOT_EQUAL) {
            checkTypes(comparator.sign(), List.of(left, right), AttributeType::isScalarKey);
        }
        return new Condition.Comparison(comparator, left, right);
    }

    private Condition between(Operand operand, Operand low, Operand high) {
        checkTypes("BETWEEN", List.of(operand, low, high), AttributeType::isScalarKey);
        if (low instanceof Operand.Constant(var from) && high instanceof Operand.Constant(var to)) {
            String bounds = "lower bound operand: AttributeValue: " + print(from)
                    + ", upper bound operand: AttributeValue: " + print(to);
            if (from.type() != to.type()) {
                problems.add(
                        Problems.Kind.TYPE,
                        "The BETWEEN operator requires same data type for lower and upper bounds; " + bounds);
            } else if (ValueOrder.compare(from, to).orElse(0) > 0) {
                problems.add(
                        Problems.Kind.TYPE,
                        "The BETWEEN operator requires upper bound to be greater than or equal to lower bound; "
                                + bounds);
            }
        }
        return new Condition.Between(operand, low, high);
    }

    private static String print(AttributeValue value) {
        return "{" + value.type() + ":"
                + ItemJson.write(value).path(value.type().name()).asText() + "}";
    }

    private Condition in(Operand operand, List<Operand> candidates) {
        if (candidates.size() > MAX_IN) {
            throw wrongCount("IN", candidates.size());
        }
        return new Condition.In(operand, candidates);
    }
}
