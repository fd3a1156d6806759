package dev.vitrine.localcloud.logs.pattern;

import dev.vitrine.localcloud.http.AwsException;

/** Says which log events are wanted. */
public sealed interface FilterPattern permits Terms, JsonPattern {
    boolean matches(String message);

    /**
     * Reads a pattern. Empty text matches everything.
     *
     * @throws AwsException {@code InvalidParameterException} that says what is wrong and where
     */
    static FilterPattern of(String text) {
        String pattern = text.strip();
        Scanner scanner = new Scanner(pattern);
        if (pattern.startsWith("{")) {
            return new JsonPatternParser(scanner).parse();
        }
        if (pattern.startsWith("[")) {
            throw scanner.invalid(
                    "patterns of space-delimited fields are not supported; use terms or { $.field = value }");
        }
        return Terms.parse(scanner);
    }
}
