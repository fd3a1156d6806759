package dev.vitrine.web.catalog;

import de.siegmar.fastcsv.reader.CsvRecord;
import dev.vitrine.common.prototype.Field;
import dev.vitrine.common.prototype.Prototype;
import dev.vitrine.common.prototype.Schema;
import dev.vitrine.common.row.RowReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a prototype's table of example rows. */
final class Examples {
    private static final int SHOWN = 12;

    private Examples() {}

    static List<Example> read(Prototype prototype, String csv) {
        List<CsvRecord> records = LenientCsv.read(csv, SHOWN + 1);
        if (records.isEmpty()) {
            return List.of();
        }
        List<String> columns =
                records.getFirst().getFields().stream().map(String::strip).toList();
        return records.stream()
                .skip(1)
                .map(example -> example(prototype.inputs(), columns, example.getFields()))
                .toList();
    }

    private static Example example(Schema inputs, List<String> columns, List<String> cells) {
        Map<String, String> byColumn = new LinkedHashMap<>();
        for (int i = 0; i < columns.size() && i < cells.size(); i++) {
            byColumn.put(columns.get(i), cells.get(i));
        }
        Set<String> used = new HashSet<>();
        List<String> values = new ArrayList<>();
        for (Field field : inputs.fields()) {
            List<String> needed = byColumn.containsKey(field.name())
                    ? List.of(field.name())
                    : RowReader.columnsOf(new Schema(List.of(field)));
            used.addAll(needed);
            values.add(String.join(
                            " ",
                            needed.stream()
                                    .map(column -> byColumn.getOrDefault(column, ""))
                                    .toList())
                    .strip());
        }
        String caption = String.join(
                ", ",
                byColumn.entrySet().stream()
                        .filter(cell -> !used.contains(cell.getKey())
                                && !cell.getValue().isBlank())
                        .map(cell ->
                                isNumber(cell.getValue()) ? cell.getKey() + " " + cell.getValue() : cell.getValue())
                        .toList());
        return new Example(caption, values);
    }

    private static boolean isNumber(String text) {
        return text.strip().matches("[-+]?[0-9.]+");
    }
}
