package dev.vitrine.web.catalog;

import java.util.List;

/**
 * What was measured of a model, such as its accuracy: a line of {@code metrics.csv} beside the model.
 *
 * @param on the data that it was measured on
 */
public record Metric(String name, String value, String on) {
    /** Name of the file in the model's folder; its columns are metric, value and data. */
    public static final String FILE = "metrics.csv";

    private static final int MOST = 20;

    static List<Metric> read(String csv) {
        return LenientCsv.read(csv, MOST + 1).stream()
                .skip(1)
                .filter(record -> record.getFieldCount() >= 2)
                .map(record -> new Metric(
                        record.getField(0), record.getField(1), record.getFieldCount() > 2 ? record.getField(2) : ""))
                .toList();
    }
}
