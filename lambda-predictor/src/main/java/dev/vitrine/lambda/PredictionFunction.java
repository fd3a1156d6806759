package dev.vitrine.lambda;

import dev.vitrine.common.artifact.PrototypeStore;
import dev.vitrine.common.artifact.PublishedPrototype;
import dev.vitrine.common.counter.CounterStore;
import dev.vitrine.common.counter.Counters;
import dev.vitrine.common.prediction.FormAnswer;
import dev.vitrine.common.prediction.FormCall;
import dev.vitrine.common.prediction.PredictionAnswer;
import dev.vitrine.common.prediction.PredictionCall;
import dev.vitrine.common.prediction.PredictionContext;
import dev.vitrine.common.prediction.PrintedOutcome;
import dev.vitrine.common.prediction.RealtimeEvent;
import dev.vitrine.common.prototype.PredictorSpec;
import dev.vitrine.common.prototype.Prototype;
import dev.vitrine.inference.Inference;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the events of one prototype. */
final class PredictionFunction {
    private static final Logger LOG = LoggerFactory.getLogger(PredictionFunction.class);

    private final String prototype;
    private final PrototypeStore prototypes;
    private final LoadedVersions versions;
    private final CounterStore counters;

    PredictionFunction(String prototype, PrototypeStore prototypes, LoadedVersions versions, CounterStore counters) {
        this.prototype = prototype;
        this.prototypes = prototypes;
        this.versions = versions;
        this.counters = counters;
    }

    /** Loads the version that will most likely be asked for. What fails now is tried again when it is asked for. */
    void warmUp() {
        try {
            loadChampion();
        } catch (RuntimeException e) {
            LOG.warn("the champion of {} is not loaded yet: {}", prototype, e.getMessage());
        }
    }

    /** Has the version in memory that answers now; gives its name, or nothing when none is published. */
    Optional<String> loadChampion() {
        Optional<String> champion = prototypes.find(prototype).map(PublishedPrototype::champion);
        champion.ifPresent(version -> versions.use(prototype, version, Inference::prototype));
        return champion;
    }

    /** @throws RuntimeException when there is no answer; the message is a sentence for people */
    Object answer(RealtimeEvent event) {
        return switch (event) {
            case RealtimeEvent.Predict(PredictionCall call) -> predict(call, this::countersOf);
            case RealtimeEvent.Explore(PredictionCall call) ->
                predict(call, declared -> Counters.readOnly(countersOf(declared)));
            case RealtimeEvent.Expand expand -> expand(expand.call());
        };
    }

    private PredictionAnswer predict(PredictionCall call, Function<Prototype, Counters> counting) {
        checkPrototype(call.prototype());
        return versions.use(prototype, call.version(), inference -> {
            long start = System.nanoTime();
            PredictionContext context =
                    new PredictionContext(call.id(), call.seed(), call.today(), counting.apply(inference.prototype()));
            List<PrintedOutcome> outcomes = inference.forColumns(call.columns()).predict(1, call.rows(), context);
            long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start);
            LOG.info("call={} version={} rows={} micros={}", call.id(), call.version(), outcomes.size(), micros);
            return new PredictionAnswer(call.version(), outcomes, micros);
        });
    }

    private FormAnswer expand(FormCall call) {
        checkPrototype(call.prototype());
        return versions.use(prototype, call.version(), inference -> {
            FormAnswer answer = inference.expand(call.form());
            LOG.info(
                    "form version={} rows={}",
                    call.version(),
                    switch (answer) {
                        case FormAnswer.Rows rows -> rows.rows().size();
                        case FormAnswer.Invalid ignored -> 0;
                    });
            return answer;
        });
    }

    private Counters countersOf(Prototype declared) {
        return switch (declared.predictor()) {
            case PredictorSpec.EngineModel ignored -> Counters.none();
            case PredictorSpec.PredictorClass spec when spec.counters().isEmpty() -> Counters.none();
            case PredictorSpec.PredictorClass spec -> counters.of(prototype, spec.counters());
        };
    }

    private void checkPrototype(String asked) {
        if (!asked.equals(prototype)) {
            throw new IllegalArgumentException(
                    "This function answers for '" + prototype + "', not for '" + asked + "'; invoke vitrine-" + asked);
        }
    }
}
