package dev.vitrine.web.upload;

import dev.vitrine.common.prediction.Outcome;
import dev.vitrine.common.prototype.Field;
import dev.vitrine.common.prototype.FieldType;
import dev.vitrine.common.prototype.Schema;
import dev.vitrine.common.row.HeaderException;
import dev.vitrine.common.row.RowReader;
import dev.vitrine.common.text.NearestName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which column of a table is which declared input, told by names, and by what stands in them. */
public final class ColumnMatching {
    private ColumnMatching() {}

    /** How a match was found. */
    public enum Kind {
        /** The names are the same but for case. */
        SAME,
        /** Chosen by a person. */
        CHOSEN,
        /** The names are alike. */
        ALIKE,
        /** The only column left whose values fit. */
        FITTING,
        /** Nothing fits. */
        MISSING
    }

    /**
     * What is known of one needed column.
     *
     * @param needed name that the declared inputs ask for
     * @param column of the table; empty when none fits
     */
    public record Match(Field field, String needed, Optional<String> column, Kind kind) {}

    /**
     * Proposes a column for each needed one.
     *
     * @param rows some of the table, to judge by values
     * @param chosen by a person: needed name to the table's column, blank for none
     */
    public static List<Match> propose(
            Schema schema, List<String> columns, List<List<String>> rows, Map<String, String> chosen) {
        List<Match> matches = new ArrayList<>();
        Set<String> used = new HashSet<>(chosen.values());
        for (Field field : schema.fields()) {
            for (String needed : needed(field, columns)) {
                Match match = byName(field, needed, columns, chosen);
                match.column().ifPresent(used::add);
                matches.add(match);
            }
        }
        matches.replaceAll(match -> match.kind() == Kind.MISSING && !chosen.containsKey(match.needed())
                ? alike(match, columns, used)
                : match);
        matches.replaceAll(match -> match.kind() == Kind.MISSING && !chosen.containsKey(match.needed())
                ? fitting(match, columns, rows, used)
                : match);
        return matches;
    }

    private static List<String> needed(Field field, List<String> columns) {
        boolean whole = columns.stream().anyMatch(column -> column.strip().equalsIgnoreCase(field.name()));
        return whole ? List.of(field.name()) : RowReader.columnsOf(new Schema(List.of(field)));
    }

    private static Match byName(Field field, String needed, List<String> columns, Map<String, String> chosen) {
        String choice = chosen.get(needed);
        if (choice != null) {
            Optional<String> column = columns.contains(choice) ? Optional.of(choice) : Optional.empty();
            return new Match(field, needed, column, column.isPresent() ? Kind.CHOSEN : Kind.MISSING);
        }
        Optional<String> same = columns.stream()
                .filter(column -> column.strip().equalsIgnoreCase(needed))
                .filter(column -> !chosen.containsValue(column))
                .findFirst();
        return new Match(field, needed, same, same.isPresent() ? Kind.SAME : Kind.MISSING);
    }

    private static Match alike(Match match, List<String> columns, Set<String> used) {
        List<String> free =
                columns.stream().filter(column -> !used.contains(column)).toList();
        String wanted = letters(match.needed());
        Optional<String> column = free.stream()
                .filter(name -> letters(name).equals(wanted))
                .findFirst()
                .or(() -> NearestName.of(match.needed(), free))
                .or(() -> free.stream()
                        .filter(name -> wanted.length() > 2 && letters(name).length() > 2)
                        .filter(name -> letters(name).contains(wanted) || wanted.contains(letters(name)))
                        .findFirst());
        column.ifPresent(used::add);
        return column.isPresent() ? new Match(match.field(), match.needed(), column, Kind.ALIKE) : match;
    }

    /** A column is proposed by its values only for inputs that tell: not for texts, which take anything. */
    private static Match fitting(Match match, List<String> columns, List<List<String>> rows, Set<String> used) {
        FieldType type = match.field().type();
        boolean takesAnything = type instanceof FieldType.Text;
        if (takesAnything || match.needed().equals(match.field().name()) == type instanceof FieldType.Vector) {
            return match;
        }
        List<String> fitting = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (!used.contains(columns.get(i)) && fits(match.field(), rows, i)) {
                fitting.add(columns.get(i));
            }
        }
        if (fitting.size() != 1) {
            return match;
        }
        used.add(fitting.getFirst());
        return new Match(match.field(), match.needed(), Optional.of(fitting.getFirst()), Kind.FITTING);
    }

    private static boolean fits(Field field, List<List<String>> rows, int place) {
        RowReader reader = RowReader.of(new Schema(List.of(field)), List.of(field.name()));
        long filled = 0;
        for (List<String> row : rows) {
            String cell = place < row.size() ? row.get(place) : "";
            if (!cell.isBlank()) {
                filled++;
                if (reader.read(1, List.of(cell)) instanceof RowReader.Result.Unread(Outcome.Rejected ignored)) {
                    return false;
                }
            }
        }
        return filled > 0;
    }

    /** Whether a header is a row in truth: no name is known, and its cells are values that fit. */
    public static boolean looksHeadless(Schema schema, List<String> columns) {
        List<String> needed = RowReader.columnsOf(schema);
        Set<String> known = new HashSet<>();
        needed.forEach(name -> known.add(letters(name)));
        if (columns.stream().anyMatch(column -> known.contains(letters(column)))) {
            return false;
        }
        int width = Math.min(needed.size(), columns.size());
        try {
            return RowReader.of(schema, needed.subList(0, width)).read(1, columns.subList(0, width))
                    instanceof RowReader.Result.Read;
        } catch (HeaderException e) {
            return false;
        }
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
