package dev.vitrine.inference;

import dev.vitrine.common.prediction.Outcome;
import dev.vitrine.common.prototype.Field;
import dev.vitrine.common.prototype.FieldType;
import dev.vitrine.common.prototype.Schema;
import dev.vitrine.common.row.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One row of a model's float32 output as the declared outputs.
 *
 * <table>
 * <caption>What a field makes of the columns</caption>
 * <tr><th>field</th><th>one column</th><th>k columns</th></tr>
 * <tr><td>category</td><td>above 0 the second of two values, else the first</td><td>the value of the greatest of k;
 * the first of them on a tie</td></tr>
 * <tr><td>boolean</td><td>above 0</td><td>of two: whether the second is greater</td></tr>
 * <tr><td>number</td><td>the column</td><td>the greatest</td></tr>
 * <tr><td>integer</td><td>the column, rounded</td><td></td></tr>
 * <tr><td>vector of length k</td><td>the column</td><td>all columns</td></tr>
 * </table>
 */
final class TensorOutputs {
    private interface Decoder {
        Value decode(float[] columns);
    }

    private final List<Decoder> decoders = new ArrayList<>();

    /** @throws ModelException when a declared output cannot be made of so many columns */
    TensorOutputs(String prototype, Schema schema, int columns) {
        for (Field field : schema.fields()) {
            decoders.add(decoder(prototype, field, columns));
        }
    }

    private static Decoder decoder(String prototype, Field field, int columns) {
        return switch (field.type()) {
            case FieldType.Category category -> {
                List<Value> values = category.values().stream()
                        .map(value -> (Value) new Value.Category(value))
                        .toList();
                if (values.size() == columns) {
                    yield row -> values.get(greatest(row));
                }
                if (columns == 1 && values.size() == 2) {
                    yield row -> values.get(row[0] > 0 ? 1 : 0);
                }
                throw unfit(prototype, field, values.size() + " values", columns);
            }
            case FieldType.Bool ignored -> {
                if (columns > 2) {
                    throw unfit(prototype, field, "two values", columns);
                }
                yield columns == 1 ? row -> new Value.Bool(row[0] > 0) : row -> new Value.Bool(row[1] > row[0]);
            }
            case FieldType.Real ignored -> row -> new Value.Real(row[greatest(row)]);
            case FieldType.Whole ignored -> {
                if (columns != 1) {
                    throw unfit(prototype, field, "one number", columns);
                }
                yield row -> new Value.Whole((long) Math.rint(row[0]));
            }
            case FieldType.Vector vector -> {
                if (vector.length() != columns) {
                    throw unfit(prototype, field, "a vector of length " + vector.length(), columns);
                }
                yield Value.Vector::new;
            }
            case FieldType.Text ignored -> throw unfit(prototype, field, "a text", columns);
            case FieldType.Date ignored -> throw unfit(prototype, field, "a date", columns);
            case FieldType.Image ignored -> throw unfit(prototype, field, "an image", columns);
        };
    }

    private static ModelException unfit(String prototype, Field field, String declared, int columns) {
        return new ModelException("Model " + prototype + ": the model gives " + columns
                + (columns == 1 ? " number" : " numbers") + " per row, but output '" + field.name() + "' ("
                + field.type().word() + ") declares " + declared + "; make prototype.yaml and the model agree.");
    }

    private static int greatest(float[] row) {
        int best = 0;
        for (int i = 1; i < row.length; i++) {
            if (row[i] > row[best]) {
                best = i;
            }
        }
        return best;
    }

    /** The outcome of the row that begins at {@code from} and ends before {@code to}. */
    Outcome decode(float[] tensor, int from, int to) {
        float[] row = Arrays.copyOfRange(tensor, from, to);
        for (float value : row) {
            if (!Float.isFinite(value)) {
                return new Outcome.Rejected(
                        "", "", "the model gave no finite number for this row (" + value + "); check its values");
            }
        }
        List<Value> values = new ArrayList<>(decoders.size());
        for (Decoder decoder : decoders) {
            values.add(decoder.decode(row));
        }
        return new Outcome.Predicted(values);
    }
}
