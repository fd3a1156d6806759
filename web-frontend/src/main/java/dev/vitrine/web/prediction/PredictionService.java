package dev.vitrine.web.prediction;

import dev.vitrine.common.prediction.PredictionAnswer;
import dev.vitrine.common.prediction.PredictionCall;
import dev.vitrine.common.prediction.PredictionFailedException;
import dev.vitrine.common.prediction.PredictionRecord;
import dev.vitrine.common.prediction.PredictionStore;
import dev.vitrine.common.prediction.RealtimePredictor;
import dev.vitrine.common.row.RowReader;
import dev.vitrine.web.Ids;
import dev.vitrine.web.catalog.Served;
import dev.vitrine.web.problem.Problem;
import io.javalin.http.HttpStatus;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;

/** Asks the function of a prototype, and keeps question and answer. */
public final class PredictionService {
    /** Largest whole number that every JSON reader keeps exactly. */
    private static final long SEEDS = 1L << 53;

    private final RealtimePredictor predictor;
    private final PredictionStore store;
    private final Health health;
    private final KeyedIds ids;
    private final Clock clock;

    public PredictionService(
            RealtimePredictor predictor, PredictionStore store, Health health, KeyedIds ids, Clock clock) {
        this.ids = ids;
        this.predictor = predictor;
        this.store = store;
        this.health = health;
        this.clock = clock;
    }

    /**
     * What is asked.
     *
     * @param key the same on a retry: the call is then done once
     * @param seed for random choices; by chance when empty
     */
    public record Question(
            List<String> columns, List<List<String>> rows, String owner, Optional<String> key, OptionalLong seed) {}

    /**
     * Answers, or answers again what was answered under the same key.
     *
     * @throws dev.vitrine.common.prediction.PredictionFailedException when no answer came
     */
    public PredictionRecord answer(Served served, Question question) {
        RowReader.of(served.prototype().inputs(), question.columns());
        requireRows(question);
        List<String> keyed = question.key()
                .map(key -> ids.of(question.owner(), served.name(), key))
                .orElse(List.of());
        for (String known : keyed) {
            Optional<PredictionRecord> before = store.find(known);
            if (before.isPresent()) {
                return replay(before.get(), question);
            }
        }
        String id = keyed.isEmpty() ? Ids.next(clock) : keyed.getFirst();
        long seed = question.seed()
                .orElseGet(() -> question.key().isPresent()
                        ? Math.floorMod(longOf(id), SEEDS)
                        : ThreadLocalRandom.current().nextLong(SEEDS));
        PredictionCall call = new PredictionCall(
                id,
                served.name(),
                served.version().version(),
                clock.instant(),
                seed,
                question.columns(),
                question.rows());
        PredictionRecord record = new PredictionRecord(call, predicted(call), question.owner());
        store.save(record);
        health.answered(record);
        return record;
    }

    private PredictionAnswer predicted(PredictionCall call) {
        try {
            return predictor.predict(call);
        } catch (PredictionFailedException e) {
            health.failed(call.prototype(), String.valueOf(e.getMessage()));
            throw e;
        }
    }

    /**
     * Answers rows that nobody means: nothing is kept, and nothing is counted.
     *
     * @throws dev.vitrine.common.prediction.PredictionFailedException when no answer came
     */
    public PredictionAnswer explore(Served served, List<String> columns, List<List<String>> rows) {
        return predictor.explore(new PredictionCall(
                Ids.next(clock), served.name(), served.version().version(), clock.instant(), 0, columns, rows));
    }

    /** A call that was answered before, of this prototype. */
    public Optional<PredictionRecord> find(String prototype, String callId) {
        return store.find(callId).filter(record -> record.call().prototype().equals(prototype));
    }

    private static void requireRows(Question question) {
        int rows = question.rows().size();
        if (rows == 0 || rows > PredictionCall.MAX_ROWS) {
            throw Problem.badRequest("inputs", "prediction.rows", PredictionCall.MAX_ROWS, rows);
        }
        for (int i = 0; i < rows; i++) {
            if (question.rows().get(i).size() != question.columns().size()) {
                throw Problem.badRequest(
                        "inputs",
                        "prediction.values",
                        i + 1,
                        question.rows().get(i).size(),
                        question.columns().size());
            }
        }
    }

    private static PredictionRecord replay(PredictionRecord before, Question question) {
        if (before.call().columns().equals(question.columns())
                && before.call().rows().equals(question.rows())) {
            return before;
        }
        throw Problem.told(HttpStatus.CONFLICT, "key").exception();
    }

    private static long longOf(String hex) {
        return Long.parseUnsignedLong(hex.substring(0, 16), 16);
    }
}
