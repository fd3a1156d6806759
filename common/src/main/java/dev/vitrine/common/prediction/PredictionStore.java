package dev.vitrine.common.prediction;

import java.util.List;
import java.util.Optional;

/** The history of realtime calls. Calls older than 90 days are forgotten. */
public interface PredictionStore {
    /** Doing it twice changes nothing. */
    void save(PredictionRecord record);

    Optional<PredictionRecord> find(String callId);

    /** Newest first. */
    List<PredictionRecord> recent(String prototype, int limit);
}
