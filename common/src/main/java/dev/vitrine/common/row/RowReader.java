package dev.vitrine.common.row;

import dev.vitrine.common.prediction.Outcome;
import dev.vitrine.common.prototype.Field;
import dev.vitrine.common.prototype.FieldType;
import dev.vitrine.common.prototype.Schema;
import dev.vitrine.common.text.NearestName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads rows of cells under a header as rows of a schema: the one way in, for tables, JSON and forms alike. Columns that
 * the schema does not name are let be. Thread-safe.
 */
public final class RowReader {
    /** What became of a row of cells. */
    public sealed interface Result {
        record Read(Row row) implements Result {}

        record Unread(Outcome.Rejected rejected) implements Result {}
    }

    private final Schema schema;
    private final int width;
    private final List<String> columns;
    /** Per field the positions of its cells: one, or as many as its vector is long, or none when it is left out. */
    private final int[][] positions;

    private RowReader(Schema schema, List<String> columns, int[][] positions) {
        this.schema = schema;
        this.width = columns.size();
        this.columns = columns;
        this.positions = positions;
    }

    /**
     * A reader for tables with this header. Names are compared without case and surrounding blanks.
     *
     * @throws HeaderException when a required column is missing or a column that is needed stands twice
     */
    public static RowReader of(Schema schema, List<String> columns) {
        Map<String, Integer> places = new HashMap<>();
        Set<String> twice = new HashSet<>();
        for (int i = 0; i < columns.size(); i++) {
            if (places.putIfAbsent(key(columns.get(i)), i) != null) {
                twice.add(key(columns.get(i)));
            }
        }
        List<String> problems = new ArrayList<>();
        int[][] positions = new int[schema.size()][];
        for (int f = 0; f < schema.size(); f++) {
            positions[f] = find(schema.fields().get(f), places, twice, columns, problems);
        }
        if (!problems.isEmpty()) {
            throw new HeaderException(problems);
        }
        return new RowReader(schema, List.copyOf(columns), positions);
    }

    /** The header of a template: one column per field, or one per number of a vector that names its columns. */
    public static List<String> columnsOf(Schema schema) {
        return schema.fields().stream()
                .flatMap(field -> columnsOf(field).stream())
                .toList();
    }

    private static List<String> columnsOf(Field field) {
        if (field.type() instanceof FieldType.Vector vector && vector.columns().isPresent()) {
            List<String> names = new ArrayList<>();
            for (int i = 0; i < vector.length(); i++) {
                names.add(String.format(Locale.ROOT, vector.columns().get(), i));
            }
            return names;
        }
        return List.of(field.name());
    }

    private static int[] find(
            Field field, Map<String, Integer> places, Set<String> twice, List<String> columns, List<String> problems) {
        List<String> wanted = places.containsKey(key(field.name())) ? List.of(field.name()) : columnsOf(field);
        List<String> missing =
                wanted.stream().filter(name -> !places.containsKey(key(name))).toList();
        if (missing.size() == wanted.size() && !field.required()) {
            return new int[0];
        }
        for (String name : wanted) {
            if (twice.contains(key(name))) {
                problems.add("column '" + name + "' stands twice in the header; remove or rename one");
            }
        }
        if (!missing.isEmpty()) {
            String first = missing.getFirst();
            String more =
                    missing.size() > 1 ? " (and " + (missing.size() - 1) + " more of '" + field.name() + "')" : "";
            List<String> candidates =
                    columns.stream().filter(name -> !wanted.contains(name)).toList();
            String hint = NearestName.of(first, candidates)
                    .filter(near -> missing.size() == 1 && !near.isBlank())
                    .map(near -> "; is it the one called '" + near.strip() + "'? Rename it")
                    .orElse("; add it to the header");
            problems.add("column '" + first + "'" + more + " is missing" + hint);
        }
        return wanted.stream()
                .mapToInt(name -> places.getOrDefault(key(name), 0))
                .toArray();
    }

    /**
     * Reads one row.
     *
     * @param number place of the row, from 1
     * @param cells as they stand under the header
     */
    public Result read(long number, List<String> cells) {
        if (cells.size() != width) {
            return unread(
                    "",
                    "",
                    "the row has " + cells.size() + (cells.size() == 1 ? " cell" : " cells") + ", but the header has "
                            + width + "; check quotes and separators");
        }
        Value[] values = new Value[positions.length];
        for (int f = 0; f < positions.length; f++) {
            Field field = schema.fields().get(f);
            try {
                values[f] = value(field, positions[f], cells);
            } catch (InvalidCellException e) {
                String column = e.column().isEmpty() ? field.name() : e.column();
                return unread(column, e.value(), e.reason());
            }
        }
        return new Result.Read(new Row(schema, number, Arrays.asList(values)));
    }

    private Value value(Field field, int[] places, List<String> cells) throws InvalidCellException {
        if (places.length == 0) {
            return Value.Missing.INSTANCE;
        }
        if (field.type() instanceof FieldType.Vector vector && places.length > 1) {
            return spread(field, vector, places, cells);
        }
        String cell = cells.get(places[0]);
        if (cell.isBlank()) {
            if (field.required()) {
                throw new InvalidCellException(
                        "", "is blank; a value of type " + field.type().word() + " is needed");
            }
            return Value.Missing.INSTANCE;
        }
        return CellReader.read(field.type(), cell);
    }

    private Value spread(Field field, FieldType.Vector vector, int[] places, List<String> cells)
            throws InvalidCellException {
        if (!field.required()) {
            boolean blank = true;
            for (int place : places) {
                blank &= cells.get(place).isBlank();
            }
            if (blank) {
                return Value.Missing.INSTANCE;
            }
        }
        float[] values = new float[places.length];
        for (int i = 0; i < places.length; i++) {
            String cell = cells.get(places[i]);
            if (cell.isBlank()) {
                throw new InvalidCellException(columns.get(places[i]), "", "is blank; a number is needed");
            }
            try {
                values[i] = CellReader.element(vector, cell);
            } catch (InvalidCellException e) {
                throw new InvalidCellException(columns.get(places[i]), e.value(), e.reason());
            }
        }
        return new Value.Vector(values);
    }

    private static Result unread(String column, String value, String reason) {
        return new Result.Unread(new Outcome.Rejected(column, value, reason));
    }

    private static String key(String column) {
        return column.strip().toLowerCase(Locale.ROOT);
    }
}
