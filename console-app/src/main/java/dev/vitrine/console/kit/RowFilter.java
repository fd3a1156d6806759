package dev.vitrine.console.kit;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What a person types to find rows: words that must all be there, {@code !word} that must not, {@code /regex/}. */
public final class RowFilter {
    private RowFilter() {}

    /** A test of a row's text. A regular expression that is not finished yet is taken as a word. */
    public static Predicate<String> parse(String typed) {
        return Arrays.stream(typed.strip().split("\\s+"))
                .filter(word -> !word.isEmpty() && !word.equals("!"))
                .map(RowFilter::word)
                .reduce(text -> true, Predicate::and);
    }

    private static Predicate<String> word(String word) {
        if (word.startsWith("!")) {
            return word(word.substring(1)).negate();
        }
        if (word.length() > 2 && word.startsWith("/") && word.endsWith("/")) {
            try {
                return Pattern.compile(word.substring(1, word.length() - 1), Pattern.CASE_INSENSITIVE)
                        .asPredicate();
            } catch (PatternSyntaxException e) {
                // Not finished: as a word.
            }
        }
        String lower = word.toLowerCase(Locale.ROOT);
        return text -> text.toLowerCase(Locale.ROOT).contains(lower);
    }
}
