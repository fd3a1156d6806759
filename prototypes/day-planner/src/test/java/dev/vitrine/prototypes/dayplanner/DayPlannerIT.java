package dev.vitrine.prototypes.dayplanner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.common.counter.Counters;
import dev.vitrine.common.prediction.FormAnswer;
import dev.vitrine.common.prediction.PredictionContext;
import dev.vitrine.common.prediction.PrintedOutcome;
import dev.vitrine.common.prototype.ManifestReader;
import dev.vitrine.inference.Inference;
import dev.vitrine.inference.TablePredictor;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The packaged jar, loaded as it is when it serves. */
class DayPlannerIT {
    private static final PredictionContext BATCH = new PredictionContext(
            "job",
            77,
            LocalDate.of(2026, 6, 20),
            Counters.snapshot(Map.of(Choices.COUNTER, Map.of("Female/Museum", 12L))));

    private static Inference load() {
        return Inference.load(ManifestReader.read(Path.of("prototype.yaml")), Path.of("."), 2);
    }

    @Test
    void aFormIsExpandedAndPlannedAndEveryRowGetsTheSameAlone() {
        try (Inference inference = load()) {
            FormAnswer answer = inference.expand(Map.of("start", "2026-01-01", "end", "2028-06-01", "group", "Female"));
            assertThat(answer).isInstanceOfSatisfying(FormAnswer.Rows.class, rows -> {
                assertThat(rows.columns()).containsExactly("group", "past_choice", "date");
                assertThat(rows.rows()).hasSize(883).startsWith(List.of("Female", "", "2026-01-01"));
                everyRowGetsTheSameAlone(inference.forColumns(rows.columns()), rows.rows());
            });
        }
    }

    private static void everyRowGetsTheSameAlone(TablePredictor predictor, List<List<String>> rows) {
        List<PrintedOutcome> whole = predictor.predict(1, rows, BATCH);
        assertThat(whole).hasSameSizeAs(rows).allMatch(PrintedOutcome.Outputs.class::isInstance);
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, rows.size()).boxed().toList());
        Collections.shuffle(order, new Random(1));
        for (int i : order) {
            assertThat(predictor.predict(i + 1L, List.of(rows.get(i)), BATCH))
                    .as("row %d", i + 1)
                    .containsExactly(whole.get(i));
        }
    }

    @Test
    void aFormThatDoesNotFitNamesTheField() {
        try (Inference inference = load()) {
            assertThat(inference.expand(Map.of("start", "2026-01-02", "end", "2026-01-01", "group", "Male")))
                    .isInstanceOfSatisfying(FormAnswer.Invalid.class, invalid -> assertThat(invalid.field())
                            .isEqualTo("end"));
            assertThat(inference.expand(Map.of("start", "tomorrow", "end", "2026-01-01", "group", "Male")))
                    .isInstanceOfSatisfying(FormAnswer.Invalid.class, invalid -> {
                        assertThat(invalid.field()).isEqualTo("start");
                        assertThat(invalid.reason()).contains("is not a date");
                    });
            assertThat(inference.expand(Map.of("start", "2026-01-02", "group", "Male")))
                    .isInstanceOfSatisfying(FormAnswer.Invalid.class, invalid -> assertThat(invalid.field())
                            .isEqualTo("end"));
            assertThat(inference.expand(Map.of("begin", "2026-01-02")))
                    .isInstanceOfSatisfying(FormAnswer.Invalid.class, invalid -> assertThat(invalid.field())
                            .isEqualTo("begin"));
        }
    }

    @Test
    void aRetriedCallCountsItsPastChoiceOnce() {
        LiveCounters counters = new LiveCounters();
        PredictionContext call = new PredictionContext("call", 5, LocalDate.of(2026, 6, 20), counters);
        try (Inference inference = load()) {
            TablePredictor predictor = inference.forColumns(List.of("group", "past_choice"));
            List<PrintedOutcome> first = predictor.predict(1, List.of(List.of("Male", "Hiking")), call);
            assertThat(predictor.predict(1, List.of(List.of("Male", "Hiking")), call))
                    .isEqualTo(first);
        }
        assertThat(counters.counts(Choices.COUNTER)).containsExactly(Map.entry("Male/Hiking", 1L));
    }
}
