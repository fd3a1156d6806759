package dev.vitrine.inference;

import dev.vitrine.common.prediction.Outcome;
import dev.vitrine.common.prototype.Field;
import dev.vitrine.common.prototype.FieldType;
import dev.vitrine.common.prototype.Schema;
import dev.vitrine.common.row.Row;
import dev.vitrine.common.row.Value;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Rows as float32 features, the fields side by side in declared order: a number or integer is one feature, a boolean 0 or
 * 1, a vector one feature per element, and a category one feature per declared value, of which the row's own is 1. A
 * field that was left blank is NaN (all zeros for a category), since tree models know what to do with it.
 */
final class TensorInputs {
    private final Schema schema;
    private final int[] offsets;
    private final int features;

    TensorInputs(String prototype, Schema schema) {
        this.schema = schema;
        this.offsets = new int[schema.size()];
        int next = 0;
        for (int i = 0; i < schema.size(); i++) {
            offsets[i] = next;
            next += width(prototype, schema.fields().get(i));
        }
        this.features = next;
    }

    int features() {
        return features;
    }

    private static int width(String prototype, Field field) {
        return switch (field.type()) {
            case FieldType.Real ignored -> 1;
            case FieldType.Whole ignored -> 1;
            case FieldType.Bool ignored -> 1;
            case FieldType.Vector vector -> vector.length();
            case FieldType.Category category -> category.values().size();
            case FieldType.Text ignored -> throw unfit(prototype, field);
            case FieldType.Date ignored -> throw unfit(prototype, field);
            case FieldType.Image ignored -> throw unfit(prototype, field);
        };
    }

    private static ModelException unfit(String prototype, Field field) {
        return new ModelException("Model " + prototype + ": input '" + field.name() + "' is of type "
                + field.type().word() + ", but a model file takes number, integer, boolean, category and vector"
                + " inputs only; name a predictor class instead of an engine, or change the input.");
    }

    /** Writes the row's features from {@code offset} on; a value beyond float32 is a reject. */
    Optional<Outcome.Rejected> encode(Row row, float[] tensor, int offset) {
        for (int i = 0; i < offsets.length; i++) {
            int place = offset + offsets[i];
            switch (row.values().get(i)) {
                case Value.Real real -> {
                    float value = (float) real.value();
                    if (Float.isInfinite(value)) {
                        return Optional.of(new Outcome.Rejected(
                                schema.fields().get(i).name(),
                                Double.toString(real.value()),
                                "is too large for the model, which computes with 32 bits"));
                    }
                    tensor[place] = value;
                }
                case Value.Whole whole -> tensor[place] = whole.value();
                case Value.Bool bool -> tensor[place] = bool.value() ? 1 : 0;
                case Value.Vector vector -> System.arraycopy(vector.values(), 0, tensor, place, vector.values().length);
                case Value.Category category -> oneHot(i, category.value(), tensor, place);
                case Value.Missing ignored -> missing(i, tensor, place);
                case Value.Text ignored -> throw unexpected(i);
                case Value.Date ignored -> throw unexpected(i);
                case Value.Image ignored -> throw unexpected(i);
            }
        }
        return Optional.empty();
    }

    private void oneHot(int field, String word, float[] tensor, int place) {
        List<String> values = ((FieldType.Category) schema.fields().get(field).type()).values();
        for (int k = 0; k < values.size(); k++) {
            tensor[place + k] = values.get(k).equals(word) ? 1 : 0;
        }
    }

    private void missing(int field, float[] tensor, int place) {
        int end = field + 1 < offsets.length ? offsets[field + 1] : features;
        float blank = schema.fields().get(field).type() instanceof FieldType.Category ? 0 : Float.NaN;
        java.util.Arrays.fill(tensor, place, place + end - offsets[field], blank);
    }

    private IllegalStateException unexpected(int field) {
        return new IllegalStateException("field " + schema.fields().get(field).name() + " cannot be a feature");
    }

    /** {@code 4 features (variance, skewness, curtosis, entropy)}. */
    String describe() {
        String names = schema.fields().stream().map(Field::name).collect(Collectors.joining(", "));
        return features + (features == 1 ? " feature (" : " features (") + names + ")";
    }
}
