package dev.vitrine.web.page;

import dev.vitrine.common.prediction.PredictionRecord;
import dev.vitrine.common.prediction.PrintedOutcome;
import java.time.Instant;
import java.util.List;

/**
 * A realtime call in few words.
 *
 * @param inputs of its first row
 * @param answer to its first row
 * @param more rows after the first
 */
public record PredictionLine(Instant at, String owner, String version, String inputs, String answer, int more) {
    private static final int LONG = 90;

    static PredictionLine of(PredictionRecord record) {
        List<String> columns = record.call().columns();
        List<String> row = record.call().rows().getFirst();
        StringBuilder inputs = new StringBuilder();
        for (int i = 0; i < columns.size() && inputs.length() < LONG; i++) {
            inputs.append(i == 0 ? "" : ", ").append(columns.get(i)).append(' ').append(row.get(i));
        }
        String answer =
                switch (record.answer().outcomes().getFirst()) {
                    case PrintedOutcome.Outputs(List<String> cells) ->
                        String.join(" · ", cells.subList(0, Math.min(2, cells.size())));
                    case PrintedOutcome.Reject reject ->
                        (reject.column().isEmpty() ? "" : reject.column() + " ") + reject.reason();
                };
        return new PredictionLine(
                record.call().at(),
                record.owner(),
                record.answer().version(),
                cut(inputs.toString()),
                cut(answer),
                record.call().rows().size() - 1);
    }

    private static String cut(String text) {
        return text.length() <= LONG ? text : text.substring(0, LONG - 1) + "…";
    }
}
