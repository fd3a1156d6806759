package dev.vitrine.common.prediction;

import dev.vitrine.common.counter.Counters;
import java.time.LocalDate;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * What a predictor may know beside the row.
 *
 * @param callId id of the realtime call or of the job; the same on a retry
 * @param seed recorded with the answer, so that random choices can be repeated
 * @param today the day of the call or of the job's submission, in UTC
 * @param counters raised at most once per call and name; in a batch they are a snapshot and cannot be raised
 */
public record PredictionContext(String callId, long seed, LocalDate today, Counters counters) {
    /** Random choices of one row: depend on the seed and the row's number only, never on its neighbours. */
    public RandomGenerator random(long rowNumber) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed * 0x9E3779B97F4A7C15L + rowNumber);
    }

    /** A context for predictors that use no counters. */
    public static PredictionContext of(String callId, long seed, LocalDate today) {
        return new PredictionContext(callId, seed, today, Counters.none());
    }

    /** Names one row of this call, for {@link Counters#addOnce}. */
    public String onceKey(long rowNumber) {
        return callId + "-" + rowNumber;
    }
}
