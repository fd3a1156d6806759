package dev.vitrine.inference.training;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Rows of numbers, each with the class that it belongs to. */
record LabelledTable(List<String> columns, List<LabelledRow> rows) {
    /** @param features one number per column */
    @SuppressWarnings("ArrayRecordComponent") // rows are compared by nobody
    record LabelledRow(float[] features, int label) {}

    /** A part to learn from and the rest to judge by. */
    record Fold(LabelledTable train, LabelledTable heldOut) {}

    LabelledTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("there is nothing to learn from an empty table");
        }
    }

    /** Reads a CSV with header whose last column is the class, a whole number from 0. */
    static LabelledTable read(Path csv) {
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(csv)) {
            List<String> columns = new ArrayList<>();
            List<LabelledRow> rows = new ArrayList<>();
            for (NamedCsvRecord record : reader) {
                int last = record.getFieldCount() - 1;
                if (rows.isEmpty()) {
                    columns.addAll(record.getHeader().subList(0, last));
                }
                float[] features = new float[last];
                for (int i = 0; i < last; i++) {
                    features[i] = Float.parseFloat(record.getField(i));
                }
                rows.add(new LabelledRow(features, Integer.parseInt(record.getField(last))));
            }
            return new LabelledTable(columns, rows);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + csv, e);
        }
    }

    int features() {
        return columns.size();
    }

    /** These rows and others of the same columns. */
    LabelledTable and(List<LabelledRow> others) {
        List<LabelledRow> all = new ArrayList<>(rows);
        all.addAll(others);
        return new LabelledTable(columns, all);
    }

    /** The rows with each number put at 0 or {@code greatest}, whichever is nearer. */
    LabelledTable blackAndWhite(float greatest) {
        return new LabelledTable(
                columns,
                rows.stream()
                        .map(row -> {
                            float[] features = row.features().clone();
                            for (int i = 0; i < features.length; i++) {
                                features[i] = Math.round(features[i] / greatest) * greatest;
                            }
                            return new LabelledRow(features, row.label());
                        })
                        .toList());
    }

    /** The rows in another order, the same for the same seed. */
    LabelledTable shuffled(long seed) {
        List<LabelledRow> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, new Random(seed));
        return new LabelledTable(columns, shuffled);
    }

    /** So many folds; each row is held out in one of them. */
    List<Fold> folds(int count, long seed) {
        List<LabelledRow> shuffled = shuffled(seed).rows();
        List<Fold> folds = new ArrayList<>();
        for (int fold = 0; fold < count; fold++) {
            List<LabelledRow> train = new ArrayList<>();
            List<LabelledRow> heldOut = new ArrayList<>();
            for (int i = 0; i < shuffled.size(); i++) {
                (i % count == fold ? heldOut : train).add(shuffled.get(i));
            }
            folds.add(new Fold(new LabelledTable(columns, train), new LabelledTable(columns, heldOut)));
        }
        return folds;
    }
}
