package dev.vitrine.console.kit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keeps secrets out of what is shown, copied and saved. */
public final class Secrets {
    /** What stands where a secret would. */
    public static final String HIDDEN = "(hidden)";

    private static final String WORDS =
            "(?:password|passwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credential)";
    private static final Pattern NAME = Pattern.compile("(?i).*" + WORDS + ".*");
    private static final Pattern PAIR = Pattern.compile(
            "(?i)([A-Za-z0-9_.\\-\"]*" + WORDS + "[A-Za-z0-9_.\\-\"]*\\s*[=:]\\s*)(\"[^\"]*\"|'[^']*'|[^\\s,;&}]+)");
    private static final Pattern SHAPE = Pattern.compile(
            "\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b|\\beyJ[\\w-]+\\.[\\w-]+\\.[\\w-]+|://[^/\\s:@]+:[^/\\s@]+@");

    private Secrets() {}

    /** Whether a variable of this name holds a secret. */
    public static boolean isSecret(String name) {
        return NAME.matcher(name).matches();
    }

    /** The value, unless it is a secret. */
    public static String value(String name, String value) {
        return isSecret(name) ? HIDDEN : redact(value);
    }

    /** The text without what looks like a secret in it. */
    public static String redact(String text) {
        String pairs = PAIR.matcher(text).replaceAll(found -> Matcher.quoteReplacement(found.group(1) + HIDDEN));
        return SHAPE.matcher(pairs).replaceAll(Matcher.quoteReplacement(HIDDEN));
    }
}
