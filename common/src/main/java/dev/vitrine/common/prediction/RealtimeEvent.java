package dev.vitrine.common.prediction;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** The event that a prototype's function is invoked with. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
@JsonSubTypes({
    @JsonSubTypes.Type(value = RealtimeEvent.Predict.class, name = "predict"),
    @JsonSubTypes.Type(value = RealtimeEvent.Explore.class, name = "explore"),
    @JsonSubTypes.Type(value = RealtimeEvent.Expand.class, name = "expand")
})
public sealed interface RealtimeEvent {
    /** Answered with a {@link PredictionAnswer}. */
    record Predict(PredictionCall call) implements RealtimeEvent {}

    /** Answered like {@link Predict}, and leaves no trace: counters are read and never raised. */
    record Explore(PredictionCall call) implements RealtimeEvent {}

    /** Answered with a {@link FormAnswer}. */
    record Expand(FormCall call) implements RealtimeEvent {}
}
