package dev.vitrine.localcloud.logs.pattern;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Where in an event a value is, such as {@code $.users[0].name}, {@code $['a b']} or {@code $.users[*].name}. */
record JsonPath(List<Step> steps) {
    JsonPath {
        steps = List.copyOf(steps);
    }

    sealed interface Step {}

    record Field(String name) implements Step {}

    record Index(int index) implements Step {}

    record Every() implements Step {}

    static JsonPath parse(Scanner scanner) {
        scanner.expect("$");
        List<Step> steps = new ArrayList<>();
        while (true) {
            if (scanner.take(".")) {
                String name = scanner.takeUntil(".[]=!<>()&|{}'\"");
                if (name.isEmpty()) {
                    throw scanner.invalid("expected a field's name");
                }
                steps.add(new Field(name));
            } else if (scanner.take("[")) {
                steps.add(inBrackets(scanner));
                scanner.expect("]");
            } else if (steps.isEmpty()) {
                throw scanner.invalid("expected a field's name after $");
            } else {
                return new JsonPath(steps);
            }
        }
    }

    private static Step inBrackets(Scanner scanner) {
        if (scanner.peek() == '\'' || scanner.peek() == '"') {
            return new Field(scanner.takeQuoted(scanner.peek()));
        }
        if (scanner.take("*")) {
            return new Every();
        }
        String digits = scanner.takeUntil("]");
        if (!digits.matches("\\d{1,9}")) {
            throw scanner.invalid("expected an index, a star or a quoted name");
        }
        return new Index(Integer.parseInt(digits));
    }

    /** True if there is a value at the path for which the test holds. */
    boolean anyValue(JsonNode event, Predicate<JsonNode> test) {
        return anyValue(event, 0, test);
    }

    private boolean anyValue(JsonNode node, int depth, Predicate<JsonNode> test) {
        if (node.isMissingNode()) {
            return false;
        }
        if (depth == steps.size()) {
            return test.test(node);
        }
        return switch (steps.get(depth)) {
            case Field(String name) -> anyValue(node.path(name), depth + 1, test);
            case Index(int index) -> anyValue(node.path(index), depth + 1, test);
            case Every() -> node.valueStream().anyMatch(child -> anyValue(child, depth + 1, test));
        };
    }
}
