package dev.vitrine.localcloud.logs.pattern;

import java.util.regex.Pattern;

/** One thing that a message may hold. */
sealed interface Term {
    boolean isIn(String message);

    static Term parse(Scanner scanner) {
        return switch (scanner.peek()) {
            case '"' -> new Literal(scanner.takeQuoted('"'));
            case '%' -> new Regex(scanner.takeRegex());
            default -> {
                String word = scanner.takeUntil("\"");
                if (word.isEmpty()) {
                    throw scanner.invalid("expected a term");
                }
                yield new Literal(word);
            }
        };
    }

    record Literal(String text) implements Term {
        @Override
        public boolean isIn(String message) {
            return message.contains(text);
        }
    }

    record Regex(Pattern pattern) implements Term {
        @Override
        public boolean isIn(String message) {
            return pattern.matcher(message).find();
        }
    }
}
