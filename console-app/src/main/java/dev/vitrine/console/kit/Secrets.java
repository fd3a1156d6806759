package dev.vitrine.console.kit;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Keeps secrets out of what is shown, copied and saved. */
public final class Secrets {
    /** What stands where a secret would. */
    public static final String HIDDEN = "(hidden)";

    private static final String WORDS =
            "(?:password|passwd|passphrase|[_-]pwd|secret|token|api[_-]?key|(?:access|account|private)[_-]?key|credential)";
    private static final Pattern NAME = Pattern.compile("(?i).*" + WORDS + ".*");
    private static final String KEY = "[A-Za-z0-9_.\\-\"]*" + WORDS + "[A-Za-z0-9_.\\-\"]*";
    private static final String VALUE = "(\"[^\"]*\"|'[^']*'|[^\\s,;&}]+)";

    /** A property: what follows is the value, up to the end of the line. */
    private static final Pattern PROPERTY = Pattern.compile("(?im)(" + KEY + " = ).+$");

    private static final Pattern PAIR = Pattern.compile("(?i)(" + KEY + "\\s*[=:]\\s*)" + VALUE);

    /** An option of a command, such as {@code --api-key value}. */
    private static final Pattern OPTION = Pattern.compile("(?i)((?<!\\S)--?" + KEY + "\\s+)(?!-)" + VALUE);

    /** How many tokens a model reads or writes is no secret, nor is the number by which a shard's item is fenced. */
    private static final Pattern COUNT =
            Pattern.compile("(?i).*(?:tokens\"?\\s*[=:]\\s*\\d+|\"token\":\\{\"N\":\"\\d+\")");

    /** What is a secret wherever it stands: keys and tickets of well-known houses, and what goes before an address. */
    private static final Pattern SHAPE = Pattern.compile(String.join(
            "|",
            "\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b",
            "\\beyJ[\\w-]+\\.[\\w-]+\\.[\\w-]+",
            "://[^/\\s:@]+:[^/\\s@]+@",
            "(?i:authorization\"?\\s*[:=]\\s*\"?(?:basic|bearer|digest)?\\s*[^\\s\"',;]{4,})",
            "(?i:\\bbearer\\s+)[\\w.~+/-]{16,}=*",
            "\\bgh[pousr]_[A-Za-z0-9]{20,}\\b",
            "\\bgithub_pat_\\w{20,}",
            "\\bglpat-[\\w-]{16,}",
            "\\bxox[abprs]-[\\w-]{10,}",
            "\\bsk-[\\w-]{16,}",
            "\\bhf_[A-Za-z0-9]{16,}\\b",
            "\\bAIza[\\w-]{30,}",
            "-----BEGIN [A-Z ]*PRIVATE KEY-----[\\s\\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)"));

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
        String properties = hidden(PROPERTY, text);
        String pairs = PAIR.matcher(properties)
                .replaceAll(found -> Matcher.quoteReplacement(
                        COUNT.matcher(found.group()).matches() ? found.group() : found.group(1) + HIDDEN));
        return SHAPE.matcher(hidden(OPTION, pairs)).replaceAll(Matcher.quoteReplacement(HIDDEN));
    }

    /** The words of a command without those that follow an option for a secret. */
    public static List<String> command(List<String> words) {
        return IntStream.range(0, words.size())
                .mapToObj(i -> i > 0
                                && words.get(i - 1).startsWith("-")
                                && !words.get(i).startsWith("-")
                                && words.get(i - 1).indexOf('=') < 0
                                && isSecret(words.get(i - 1))
                        ? HIDDEN
                        : words.get(i))
                .toList();
    }

    private static String hidden(Pattern pattern, String text) {
        return pattern.matcher(text).replaceAll(found -> Matcher.quoteReplacement(found.group(1) + HIDDEN));
    }
}
