package dev.vitrine.common.prediction;

import dev.vitrine.common.row.Value;
import java.util.List;

/** What became of one input row: every row has exactly one. */
public sealed interface Outcome {
    /** Output values, one per output field of the prototype, in order. */
    record Predicted(List<Value> outputs) implements Outcome {
        public Predicted {
            outputs = List.copyOf(outputs);
        }
    }

    /**
     * A reject: the row got a named error instead of an output.
     *
     * @param column the field or column at fault; empty when it is the row as a whole
     * @param value what stood there, at most 200 characters of it; empty when nothing did
     * @param reason a sentence for people that says what was expected
     */
    record Rejected(String column, String value, String reason) implements Outcome {
        public static final int MAX_VALUE = 200;

        public Rejected {
            if (reason.isBlank()) {
                throw new IllegalArgumentException("a reject needs a reason");
            }
            value = value.length() <= MAX_VALUE ? value : value.substring(0, MAX_VALUE - 1) + "…";
        }
    }
}
