package dev.vitrine.web.text;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The texts of pages and scripts, by key: English in {@code texts/messages.properties}, a translation in
 * {@code texts/messages_<language>.properties} beside it. {@code {0}} stands for the first value. A key that a
 * translation lacks is said in English.
 */
public final class Texts {
    private static final String ENGLISH = "en";
    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");
    private static volatile Texts spoken = new Texts(ENGLISH);

    private final String language;
    private final Map<String, String> texts;

    private Texts(String language) {
        this.language = language;
        this.texts = new TreeMap<>(read(""));
        if (!language.equals(ENGLISH)) {
            texts.putAll(read("_" + language));
        }
    }

    /**
     * Makes all pages of this process speak a language.
     *
     * @throws IllegalArgumentException when there is no translation into it
     */
    public static void speak(String language) {
        if (!language.matches("[a-z]{2,3}(-[A-Za-z0-9]{2,8})?")
                || (!language.equals(ENGLISH) && Texts.class.getResource(file("_" + language)) == null)) {
            throw new IllegalArgumentException("there is no translation into '" + language + "'");
        }
        spoken = new Texts(language);
    }

    /** What the pages speak, as in HTML's {@code lang}. */
    public static String language() {
        return spoken.language;
    }

    /** The text of a key with the values in their places. */
    public static String text(String key, Object... values) {
        return fill(spoken.find(key), values);
    }

    /** The text for a number of things: of {@code key.one} or {@code key.other}, in which {0} is the number. */
    public static String count(String key, long number, Object... more) {
        Object[] values = new Object[more.length + 1];
        values[0] = number(number);
        System.arraycopy(more, 0, values, 1, more.length);
        return text(key + (number == 1 ? ".one" : ".other"), values);
    }

    /** A whole number as people read it. */
    public static String number(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }

    /** All texts, for scripts. */
    public static Map<String, String> all() {
        return Map.copyOf(spoken.texts);
    }

    /**
     * What is wrong with a row, in the language of the pages. Rows are read in English everywhere, and their rejects are kept
     * so; the sentences are told by the texts {@code reject.…}. One that is none of them stays in English.
     */
    public static String translated(String english) {
        return spoken.language.equals(ENGLISH) ? english : Phrases.ENGLISH.translated(english, spoken.texts);
    }

    private String find(String key) {
        String text = texts.get(key);
        if (text == null) {
            throw new IllegalArgumentException("there is no text '" + key + "'");
        }
        return text;
    }

    static String fill(String text, Object[] values) {
        return values.length == 0
                ? text
                : PLACE.matcher(text)
                        .replaceAll(place ->
                                Matcher.quoteReplacement(String.valueOf(values[Integer.parseInt(place.group(1))])));
    }

    private static String file(String suffix) {
        return "/texts/messages" + suffix + ".properties";
    }

    static Map<String, String> read(String suffix) {
        Map<String, String> read = new TreeMap<>();
        try (Reader in = new InputStreamReader(
                java.util.Objects.requireNonNull(Texts.class.getResourceAsStream(file(suffix))),
                StandardCharsets.UTF_8)) {
            Properties properties = new Properties();
            properties.load(in);
            properties.stringPropertyNames().forEach(key -> read.put(key, properties.getProperty(key)));
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
