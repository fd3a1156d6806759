package dev.vitrine.web.result;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/** What is counted of one output while results stream by. */
final class ColumnSummary {
    private static final int MOST_VALUES = 200;
    private static final int SHOWN_VALUES = 30;
    private static final int LONGEST_VALUE = 60;

    private final String name;
    private final boolean numeric;
    private final Histogram numbers = new Histogram();
    private final Map<String, Long> values = new HashMap<>();
    private long others;
    private long blanks;

    /** @param numeric whether its values are numbers, else they are counted by value */
    ColumnSummary(String name, boolean numeric) {
        this.name = name;
        this.numeric = numeric;
    }

    void add(String cell) {
        if (cell.isBlank()) {
            blanks++;
        } else if (numeric) {
            ViewQuery.number(cell).ifPresentOrElse(numbers::add, () -> blanks++);
        } else {
            String value = cell.length() <= LONGEST_VALUE ? cell : cell.substring(0, LONGEST_VALUE - 1) + "…";
            if (values.containsKey(value) || values.size() < MOST_VALUES) {
                values.merge(value, 1L, Long::sum);
            } else {
                others++;
            }
        }
    }

    /** Writes what was counted. */
    void write(ObjectNode json) {
        json.put("name", name).put("kind", numeric ? "number" : "category").put("blanks", blanks);
        if (numeric) {
            json.put("count", numbers.count());
            if (numbers.count() > 0) {
                json.put("min", numbers.min()).put("max", numbers.max()).put("mean", numbers.mean());
            }
            ArrayNode bins = json.putArray("bins");
            numbers.bins().forEach(bin -> bins.addObject()
                    .put("from", bin.from())
                    .put("to", bin.to())
                    .put("count", bin.count()));
            return;
        }
        ArrayNode counts = json.putArray("counts");
        long[] rest = {others};
        values.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> {
                    if (counts.size() < SHOWN_VALUES) {
                        counts.addObject().put("value", entry.getKey()).put("count", entry.getValue());
                    } else {
                        rest[0] += entry.getValue();
                    }
                });
        json.put("others", rest[0]);
    }
}
