package dev.vitrine.web.prediction;

import dev.vitrine.common.prediction.PredictionRecord;
import dev.vitrine.common.prediction.PredictionStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How prototypes do, told from what people asked lately: the last answer that any frontend recorded, and the last call
 * that failed here. Nothing is asked only to know.
 */
public final class Health {
    private static final Logger LOG = LoggerFactory.getLogger(Health.class);
    private static final Duration FRESH = Duration.ofSeconds(10);
    /** A failure that nobody met again counts no longer. */
    private static final Duration REMEMBERED = Duration.ofMinutes(30);

    private final PredictionStore store;
    private final Clock clock;
    private final Map<String, State.Failing> failures = new ConcurrentHashMap<>();
    private final Map<String, Looked> answers = new ConcurrentHashMap<>();

    private record Looked(Instant at, State state) {}

    public Health(PredictionStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** How one prototype does. */
    public sealed interface State {
        /** The last call was answered, in so many microseconds of the predictor. */
        record Answering(Instant at, long micros) implements State {}

        /** The last call got no answer. */
        record Failing(Instant at, String reason) implements State {}

        /** Nobody asked yet, or it cannot be told. */
        record Unknown() implements State {}
    }

    void answered(PredictionRecord record) {
        failures.remove(record.call().prototype());
        answers.put(record.call().prototype(), new Looked(clock.instant(), answering(record)));
    }

    void failed(String prototype, String reason) {
        failures.put(prototype, new State.Failing(clock.instant(), reason));
    }

    /** The states by prototype, in the given order. */
    public Map<String, State> of(List<String> prototypes) {
        Map<String, State> states = new LinkedHashMap<>();
        try (ExecutorService side = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<String, Future<State>> looks = new LinkedHashMap<>();
            prototypes.forEach(name -> looks.put(name, side.submit(() -> of(name))));
            looks.forEach((name, look) -> states.put(name, done(look)));
        }
        return states;
    }

    private static State done(Future<State> look) {
        try {
            return look.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new State.Unknown();
        } catch (java.util.concurrent.ExecutionException e) {
            LOG.warn("cannot tell how a prototype does: {}", e.getMessage());
            return new State.Unknown();
        }
    }

    private State of(String prototype) {
        Instant now = clock.instant();
        Looked known = answers.get(prototype);
        if (known == null || known.at().isBefore(now.minus(FRESH))) {
            State state = store.recent(prototype, 1).stream()
                    .findFirst()
                    .map(Health::answering)
                    .orElse(new State.Unknown());
            known = new Looked(now, state);
            answers.put(prototype, known);
        }
        State.Failing failure = failures.get(prototype);
        if (failure == null || failure.at().isBefore(now.minus(REMEMBERED))) {
            return known.state();
        }
        return known.state() instanceof State.Answering answer && answer.at().isAfter(failure.at()) ? answer : failure;
    }

    private static State answering(PredictionRecord record) {
        return new State.Answering(record.call().at(), record.answer().micros());
    }
}
