package dev.vitrine.web;

import dev.vitrine.common.prediction.FormAnswer;
import dev.vitrine.common.prediction.FormCall;
import dev.vitrine.common.prediction.PredictionAnswer;
import dev.vitrine.common.prediction.PredictionCall;
import dev.vitrine.common.prediction.PrintedOutcome;
import dev.vitrine.common.prediction.RealtimePredictor;
import dev.vitrine.common.prototype.Prototype;
import dev.vitrine.common.row.RowReader;
import java.util.List;
import java.util.stream.IntStream;

/** Answers for coins in this process: one of more than 20 g is to be kept, and is worth a tenth of its weight. */
record CoinPredictor(Prototype coins) implements RealtimePredictor {
    private static final int HEAVY = 20;

    @Override
    public PredictionAnswer predict(PredictionCall call) {
        RowReader reader = RowReader.of(coins.inputs(), call.columns());
        List<PrintedOutcome> outcomes = IntStream.range(0, call.rows().size())
                .mapToObj(i -> outcome(reader.read(i + 1, call.rows().get(i))))
                .toList();
        return new PredictionAnswer(call.version(), outcomes, 1);
    }

    private static PrintedOutcome outcome(RowReader.Result read) {
        return switch (read) {
            case RowReader.Result.Unread(var rejected) -> PrintedOutcome.Reject.of(rejected);
            case RowReader.Result.Read(var row) -> {
                double grams = row.number("weight");
                yield new PrintedOutcome.Outputs(
                        List.of(grams > HEAVY ? "keep" : "spend", Double.toString(grams / 10)));
            }
        };
    }

    @Override
    public PredictionAnswer explore(PredictionCall call) {
        return predict(call);
    }

    @Override
    public FormAnswer expand(FormCall call) {
        throw new UnsupportedOperationException("coins have no form");
    }
}
