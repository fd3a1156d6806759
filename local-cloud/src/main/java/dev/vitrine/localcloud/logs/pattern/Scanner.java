package dev.vitrine.localcloud.logs.pattern;

import dev.vitrine.localcloud.http.AwsException;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A pattern's text and the place in it up to which it has been read. */
final class Scanner {
    private final String text;
    private int place;

    Scanner(String text) {
        this.text = text;
    }

    boolean atEnd() {
        return place >= text.length();
    }

    /** The next character, or 0 at the end. */
    char peek() {
        return atEnd() ? '\0' : text.charAt(place);
    }

    Scanner skipSpace() {
        while (Character.isWhitespace(peek())) {
            place++;
        }
        return this;
    }

    /** Reads exactly this, if it comes next. */
    boolean take(String expected) {
        if (!text.startsWith(expected, place)) {
            return false;
        }
        place += expected.length();
        return true;
    }

    void expect(String expected) {
        if (!take(expected)) {
            throw invalid("expected " + expected);
        }
    }

    /** Reads this word, in either case, if it comes next and ends there. */
    boolean takeWord(String word) {
        int end = place + word.length();
        if (end > text.length()
                || !text.substring(place, end).toUpperCase(Locale.ROOT).equals(word)) {
            return false;
        }
        if (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
            return false;
        }
        place = end;
        return true;
    }

    /** Reads up to white space or one of the characters; may be empty. */
    String takeUntil(String stops) {
        int start = place;
        while (!atEnd() && !Character.isWhitespace(peek()) && stops.indexOf(peek()) < 0) {
            place++;
        }
        return text.substring(start, place);
    }

    /** Reads a text between quotes, in which a backslash keeps the next character. */
    String takeQuoted(char quote) {
        expect(String.valueOf(quote));
        StringBuilder value = new StringBuilder();
        while (peek() != quote) {
            take("\\");
            if (atEnd()) {
                throw invalid("a " + quote + " is not closed");
            }
            value.append(peek());
            place++;
        }
        place++;
        return value.toString();
    }

    /** Reads a regular expression between percent signs. */
    Pattern takeRegex() {
        expect("%");
        int end = text.indexOf('%', place);
        if (end < 0) {
            throw invalid("a % is not closed");
        }
        try {
            Pattern regex = Pattern.compile(text.substring(place, end));
            place = end + 1;
            return regex;
        } catch (PatternSyntaxException e) {
            throw invalid("the regular expression is not valid: " + e.getDescription());
        }
    }

    AwsException invalid(String why) {
        return AwsException.badRequest(
                "InvalidParameterException",
                "Invalid filter pattern: at character " + (place + 1) + " of " + text + ": " + why);
    }
}
