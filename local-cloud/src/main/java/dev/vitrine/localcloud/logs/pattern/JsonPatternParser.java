package dev.vitrine.localcloud.logs.pattern;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Reads {@code { ($.a = "x*" || $.b > 3) && $.c IS NULL }}; {@code &&} binds stronger than {@code ||}. */
final class JsonPatternParser {
    private static final int MAX_DEPTH = 50;

    private final Scanner scanner;
    private int depth;

    JsonPatternParser(Scanner scanner) {
        this.scanner = scanner;
    }

    JsonPattern parse() {
        scanner.expect("{");
        Condition condition = or();
        scanner.skipSpace().expect("}");
        if (!scanner.skipSpace().atEnd()) {
            throw scanner.invalid("expected nothing after }");
        }
        return new JsonPattern(condition);
    }

    private Condition or() {
        Condition condition = and();
        while (scanner.skipSpace().take("||")) {
            condition = new Condition.Or(condition, and());
        }
        return condition;
    }

    private Condition and() {
        Condition condition = primary();
        while (scanner.skipSpace().take("&&")) {
            condition = new Condition.And(condition, primary());
        }
        return condition;
    }

    private Condition primary() {
        if (!scanner.skipSpace().take("(")) {
            return comparison(JsonPath.parse(scanner));
        }
        if (++depth > MAX_DEPTH) {
            throw scanner.invalid("too many parentheses");
        }
        Condition inner = or();
        scanner.skipSpace().expect(")");
        depth--;
        return inner;
    }

    private Condition comparison(JsonPath path) {
        scanner.skipSpace();
        if (scanner.takeWord("EXISTS")) {
            return new Condition.Exists(path, true);
        }
        if (scanner.takeWord("NOT")) {
            if (!scanner.skipSpace().takeWord("EXISTS")) {
                throw scanner.invalid("expected EXISTS");
            }
            return new Condition.Exists(path, false);
        }
        if (scanner.takeWord("IS")) {
            return is(path);
        }
        Comparison comparison = Comparison.parse(scanner);
        return operand(path, comparison);
    }

    private Condition is(JsonPath path) {
        scanner.skipSpace();
        if (scanner.takeWord("NULL")) {
            return new Condition.IsNull(path);
        }
        if (scanner.takeWord("TRUE")) {
            return new Condition.IsBoolean(path, true);
        }
        if (scanner.takeWord("FALSE")) {
            return new Condition.IsBoolean(path, false);
        }
        throw scanner.invalid("expected NULL, TRUE or FALSE");
    }

    private Condition operand(JsonPath path, Comparison comparison) {
        boolean equality = comparison == Comparison.EQUAL || comparison == Comparison.NOT_EQUAL;
        boolean equal = comparison == Comparison.EQUAL;
        char first = scanner.skipSpace().peek();
        if (first == '%' && equality) {
            return new Condition.Matches(path, equal, scanner.takeRegex());
        }
        if (first == '"' && equality) {
            return new Condition.Text(path, equal, wildcard(scanner.takeQuoted('"')));
        }
        String word = scanner.takeUntil(")&|}");
        if (word.matches("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,3})?")) {
            return new Condition.Compared(path, comparison, new BigDecimal(word));
        }
        if (word.isEmpty() || !equality) {
            throw scanner.invalid(equality ? "expected a value" : "expected a number");
        }
        return new Condition.Text(path, equal, wildcard(word));
    }

    private static Pattern wildcard(String text) {
        StringBuilder regex = new StringBuilder();
        for (String literal : text.split("\\*", -1)) {
            regex.append(regex.isEmpty() ? "" : ".*").append(Pattern.quote(literal));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
