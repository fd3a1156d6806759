package dev.vitrine.web.upload;

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
                throw TableException.invalid(
                        "Column " + (i + 1) + " has no name in the header.", "Name it or remove the column.");
            }
            if (!seen.add(name.toLowerCase(Locale.ROOT))) {
                throw TableException.invalidColumn(
                        name, "Column '" + name + "' stands twice in the header.", "Rename or remove one of them.");
            }
        }
        return names;
    }

    /** Names for a table that has none: {@code Column 1} and so on. */
    static List<String> numbered(int columns) {
        return IntStream.rangeClosed(1, columns)
                .mapToObj(number -> "Column " + number)
                .toList();
    }

    private static String clean(String name) {
        return name.strip().replaceAll("\\s*[\\r\\n]+\\s*", " ");
    }
}
