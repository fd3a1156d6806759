package dev.vitrine.web.upload;

import dev.vitrine.web.text.Texts;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/** What the header of a table must be: names, no two alike. */
final class Header {
    private Header() {}

    /**
     * The names without surrounding blanks and line breaks.
     *
     * @throws TableException when one is missing or stands twice
     */
    static List<String> of(List<String> cells) {
        List<String> names = cells.stream().map(Header::clean).toList();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (name.isEmpty()) {
                throw TableException.invalid("header.blank", i + 1);
            }
            if (!seen.add(name.toLowerCase(Locale.ROOT))) {
                throw TableException.invalidColumn(name, "header.twice", name);
            }
        }
        return names;
    }

    /** Names for a table that has none: {@code Column 1} and so on. */
    static List<String> numbered(int columns) {
        return IntStream.rangeClosed(1, columns)
                .mapToObj(number -> Texts.text("table.column", number))
                .toList();
    }

    private static String clean(String name) {
        return name.strip().replaceAll("\\s*[\\r\\n]+\\s*", " ");
    }
}
