package dev.vitrine.common.prediction;

import java.util.Optional;

/**
 * Which calls of a prototype, newest first.
 *
 * @param owner name of the person who asked
 * @param before only calls before this place, as {@link PredictionStore#place} tells it
 * @param limit 1 to 200
 */
public record PredictionQuery(String prototype, Optional<String> owner, Optional<String> before, int limit) {
    public PredictionQuery {
        if (limit < 1 || limit > 200) {
            throw new IllegalArgumentException("limit must be 1 to 200, not " + limit);
        }
    }
}
