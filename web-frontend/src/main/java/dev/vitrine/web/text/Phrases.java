package dev.vitrine.web.text;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sentences that say in English what is wrong with a row, so that one that was kept is found again. */
final class Phrases {
    private static final String PREFIX = "reject.";
    private static final String HINT = "reject-hint";
    private static final Pattern PLACE = Pattern.compile("\\{\\d}");

    static final Phrases ENGLISH = new Phrases(Texts.read(""));

    private final List<Phrase> phrases;
    private final Pattern hint;

    private record Phrase(String key, Pattern pattern, int words) {}

    private Phrases(Map<String, String> texts) {
        this.phrases = texts.entrySet().stream()
                .filter(text -> text.getKey().startsWith(PREFIX))
                .map(text -> new Phrase(
                        text.getKey(), pattern(text.getValue()), text.getValue().length()))
                .sorted(Comparator.comparingInt(Phrase::words).reversed())
                .toList();
        this.hint = Pattern.compile("(?s)(.*?)" + pattern(texts.getOrDefault(HINT, "")));
    }

    /** The text that the sentence is made of; nothing for a sentence that nobody here knows. */
    Optional<String> key(String sentence) {
        Matcher hinted = hint.matcher(sentence);
        String first = hinted.matches() ? hinted.group(1) : sentence;
        return phrases.stream()
                .filter(phrase -> phrase.pattern().matcher(first).matches())
                .map(Phrase::key)
                .findFirst();
    }

    String translated(String sentence, Map<String, String> texts) {
        Matcher hinted = hint.matcher(sentence);
        if (hinted.matches()) {
            return translated(hinted.group(1), texts)
                    + Texts.fill(texts.getOrDefault(HINT, ""), new Object[] {hinted.group(2)});
        }
        for (Phrase phrase : phrases) {
            Matcher found = phrase.pattern().matcher(sentence);
            if (found.matches()) {
                return Texts.fill(texts.getOrDefault(phrase.key(), sentence), groups(found));
            }
        }
        return sentence;
    }

    private static Object[] groups(Matcher found) {
        Object[] values = new Object[found.groupCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = found.group(i + 1);
        }
        return values;
    }

    /** The English text with anything in its places, which stand in their order. */
    private static Pattern pattern(String text) {
        StringBuilder regex = new StringBuilder("(?s)");
        Matcher place = PLACE.matcher(text);
        int from = 0;
        while (place.find()) {
            regex.append(Pattern.quote(text.substring(from, place.start()))).append("(.*)");
            from = place.end();
        }
        return Pattern.compile(regex.append(Pattern.quote(text.substring(from))).toString());
    }
}
