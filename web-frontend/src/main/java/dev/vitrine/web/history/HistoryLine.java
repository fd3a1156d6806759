package dev.vitrine.web.history;

import dev.vitrine.common.prediction.PredictionRecord;
import dev.vitrine.common.prediction.PredictionStore;
import dev.vitrine.common.prediction.PrintedOutcome;
import dev.vitrine.web.job.JobView;
import dev.vitrine.web.text.Texts;
import java.time.Instant;
import java.util.List;

/** One thing that somebody did. */
public sealed interface HistoryLine {
    /** When it was done. */
    Instant at();

    /** Name of the prototype. */
    String prototype();

    /**
     * A realtime call in few words.
     *
     * @param place in the history
     * @param id of its first row's prediction
     * @param inputs of its first row
     * @param answer to its first row
     * @param more rows after the first
     */
    record Tried(
            Instant at,
            String prototype,
            String place,
            String id,
            String owner,
            String version,
            String inputs,
            String answer,
            int more)
            implements HistoryLine {
        private static final int LONG = 90;

        static Tried of(PredictionRecord record) {
            List<String> columns = record.call().columns();
            List<String> row = record.call().rows().getFirst();
            StringBuilder inputs = new StringBuilder();
            for (int i = 0; i < columns.size() && inputs.length() < LONG; i++) {
                if (!row.get(i).isBlank()) {
                    inputs.append(inputs.isEmpty() ? "" : ", ")
                            .append(columns.get(i))
                            .append(' ')
                            .append(cut(row.get(i)));
                }
            }
            String answer =
                    switch (record.answer().outcomes().getFirst()) {
                        case PrintedOutcome.Outputs(List<String> cells) ->
                            String.join(" · ", cells.subList(0, Math.min(2, cells.size())));
                        case PrintedOutcome.Reject reject ->
                            (reject.column().isEmpty() ? "" : reject.column() + " ")
                                    + Texts.translated(reject.reason());
                    };
            return new Tried(
                    record.call().at(),
                    record.call().prototype(),
                    PredictionStore.place(record),
                    record.predictionId(0),
                    record.owner(),
                    record.answer().version(),
                    cut(inputs.toString()),
                    cut(answer),
                    record.call().rows().size() - 1);
        }

        private static String cut(String text) {
            return text.length() <= LONG ? text : text.substring(0, LONG - 1) + "…";
        }

        /** Where the answer is seen again. */
        public String link() {
            return "/prototypes/" + prototype + "/answers/" + id;
        }

        /** Where it can be said to be right or wrong. */
        public String review() {
            return "/prototypes/" + prototype + "/review?at=" + id;
        }

        /** Where the same can be tried again. */
        public String again() {
            return "/prototypes/" + prototype + "?from=" + id;
        }
    }

    /** A job. */
    record Submitted(JobView view) implements HistoryLine {
        @Override
        public Instant at() {
            return view.job().submittedAt();
        }

        @Override
        public String prototype() {
            return view.job().prototype();
        }
    }
}
