package dev.vitrine.common.prediction;

import java.util.List;
import java.util.Optional;

/** The history of realtime calls. Calls older than 90 days are forgotten. */
public interface PredictionStore {
    /** Doing it twice changes nothing. */
    void save(PredictionRecord record);

    Optional<PredictionRecord> find(String callId);

    /** Newest first. */
    List<PredictionRecord> list(PredictionQuery query);

    /** Newest first, whoever asked. */
    default List<PredictionRecord> recent(String prototype, int limit) {
        return list(new PredictionQuery(prototype, Optional.empty(), Optional.empty(), limit));
    }

    /** Where a call stands in the history; places sort by time, over all prototypes. */
    static String place(PredictionRecord record) {
        return record.call().at() + "#" + record.call().id();
    }
}
