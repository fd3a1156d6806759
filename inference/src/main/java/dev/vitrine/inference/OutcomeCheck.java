package dev.vitrine.inference;

import dev.vitrine.common.prediction.Outcome;
import dev.vitrine.common.prototype.Field;
import dev.vitrine.common.prototype.FieldType;
import dev.vitrine.common.prototype.Schema;
import dev.vitrine.common.row.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sees to it that what a predictor gave is what the manifest declares; what is not becomes a reject. */
final class OutcomeCheck {
    private final Schema outputs;

    OutcomeCheck(Schema outputs) {
        this.outputs = outputs;
    }

    /** @param outcome also null, since a predictor class is somebody else's */
    Outcome check(@Nullable Outcome outcome) {
        return switch (outcome) {
            case null -> rejected("the predictor gave no outcome for this row");
            case Outcome.Rejected rejected -> rejected;
            case Outcome.Predicted predicted -> check(predicted);
        };
    }

    private Outcome check(Outcome.Predicted predicted) {
        List<Value> values = predicted.outputs();
        if (values.size() != outputs.size()) {
            return rejected(
                    "the predictor gave " + values.size() + " outputs, but " + outputs.size() + " are declared");
        }
        for (int i = 0; i < values.size(); i++) {
            Field field = outputs.fields().get(i);
            if (!fits(field.type(), values.get(i))) {
                return rejected("the predictor's output '" + field.name() + "' is not of type "
                        + field.type().word() + " as declared");
            }
        }
        return predicted;
    }

    private static Outcome rejected(String reason) {
        return new Outcome.Rejected("", "", reason);
    }

    private static boolean fits(FieldType type, Value value) {
        return switch (value) {
            case Value.Missing ignored -> true;
            case Value.Real ignored -> type instanceof FieldType.Real;
            case Value.Whole ignored -> type instanceof FieldType.Whole || type instanceof FieldType.Real;
            case Value.Category word ->
                type instanceof FieldType.Category category && category.values().contains(word.value());
            case Value.Text ignored -> type instanceof FieldType.Text;
            case Value.Bool ignored -> type instanceof FieldType.Bool;
            case Value.Date ignored -> type instanceof FieldType.Date;
            case Value.Image ignored -> type instanceof FieldType.Image;
            case Value.Vector vector ->
                type instanceof FieldType.Vector declared
                        && declared.length() == vector.values().length
                        && finite(vector.values());
        };
    }

    private static boolean finite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }
}
