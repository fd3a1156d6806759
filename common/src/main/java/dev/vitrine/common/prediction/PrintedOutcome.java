package dev.vitrine.common.prediction;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** An outcome as people and programs see it: the same characters in a realtime answer and in a batch's results. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = PrintedOutcome.Outputs.class, name = "outputs"),
    @JsonSubTypes.Type(value = PrintedOutcome.Reject.class, name = "reject")
})
public sealed interface PrintedOutcome {
    /** One cell per output field, in order. */
    record Outputs(List<String> cells) implements PrintedOutcome {
        public Outputs {
            cells = List.copyOf(cells);
        }
    }

    /** See {@link Outcome.Rejected}. */
    record Reject(String column, String value, String reason) implements PrintedOutcome {
        public static Reject of(Outcome.Rejected rejected) {
            return new Reject(rejected.column(), rejected.value(), rejected.reason());
        }
    }
}
