package dev.vitrine.web.operation;

import dev.vitrine.common.prediction.FormAnswer;
import dev.vitrine.common.prediction.FormCall;
import dev.vitrine.common.prediction.PredictionAnswer;
import dev.vitrine.common.prediction.PredictionCall;
import dev.vitrine.common.prediction.PredictionFailedException;
import dev.vitrine.common.prediction.PrintedOutcome;
import dev.vitrine.common.prediction.RealtimePredictor;
import java.util.Locale;
import java.util.function.Function;

/** A predictor whose calls, rows, rejects and seconds are counted. */
public final class MeasuredPredictor implements RealtimePredictor {
    private final RealtimePredictor predictor;
    private final Metrics metrics;

    public MeasuredPredictor(RealtimePredictor predictor, Metrics metrics) {
        this.predictor = predictor;
        this.metrics = metrics;
    }

    @Override
    public PredictionAnswer predict(PredictionCall call) {
        return measured(call, predictor::predict);
    }

    @Override
    public PredictionAnswer explore(PredictionCall call) {
        return measured(call, predictor::explore);
    }

    private PredictionAnswer measured(PredictionCall call, Function<PredictionCall, PredictionAnswer> asked) {
        long start = System.nanoTime();
        String outcome = "failed";
        try {
            PredictionAnswer answer = asked.apply(call);
            outcome = "answered";
            long rejects = answer.outcomes().stream()
                    .filter(PrintedOutcome.Reject.class::isInstance)
                    .count();
            metrics.rows(call.prototype(), call.rows().size() - rejects, rejects);
            return answer;
        } catch (PredictionFailedException e) {
            outcome = e.kind().name().toLowerCase(Locale.ROOT);
            throw e;
        } finally {
            metrics.prediction(call.prototype(), outcome, (System.nanoTime() - start) / 1e9);
        }
    }

    @Override
    public FormAnswer expand(FormCall call) {
        return predictor.expand(call);
    }
}
