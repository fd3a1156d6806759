package dev.vitrine.common.prediction;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The history of realtime calls. Calls older than 90 days are forgotten. */
public interface PredictionStore {
    /** Doing it twice changes nothing. */
    void save(PredictionRecord record);

    Optional<PredictionRecord> find(String callId);

    /** Newest first. */
    default List<PredictionRecord> list(PredictionQuery query) {
        return list(query, Function.identity());
    }

    /** Newest first, of each only what {@code kept} makes of it: records may be long, and are held one at a time. */
    <T> List<T> list(PredictionQuery query, Function<PredictionRecord, T> kept);

    /** Newest first, whoever asked. */
    default List<PredictionRecord> recent(String prototype, int limit) {
        return list(new PredictionQuery(prototype, Optional.empty(), Optional.empty(), limit));
    }

    /** Where a call stands in the history; places sort by time, over all prototypes. */
    static String place(PredictionRecord record) {
        return record.call().at() + "#" + record.call().id();
    }
}
