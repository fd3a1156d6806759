package dev.vitrine.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.common.prediction.PrintedOutcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A row has one outcome, whoever comes with it. */
class SameOutcomeTest {
    @ParameterizedTest
    @ValueSource(strings = {"banknote", "digits"})
    void everyRowAloneGetsWhatItGetsInTheWholeTable(String prototype) {
        List<List<String>> table = Samples.table(prototype);
        List<List<String>> rows = table.subList(1, table.size());
        try (Inference inference = Samples.load(prototype, 2)) {
            TablePredictor predictor = inference.forColumns(table.getFirst());
            List<PrintedOutcome> whole = predictor.predict(1, rows, Samples.CONTEXT);
            assertThat(whole).hasSameSizeAs(rows).allMatch(PrintedOutcome.Outputs.class::isInstance);
            for (int i = 0; i < rows.size(); i++) {
                assertThat(predictor.predict(1, List.of(rows.get(i)), Samples.CONTEXT))
                        .as("row %d", i + 1)
                        .containsExactly(whole.get(i));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"banknote", "digits"})
    void everyRowGetsTheSameAmongOtherNeighboursInBatchesOfAnySize(String prototype) {
        List<List<String>> table = Samples.table(prototype);
        List<List<String>> rows = table.subList(1, table.size());
        Random random = new Random(11);
        try (Inference inference = Samples.load(prototype, 2)) {
            TablePredictor predictor = inference.forColumns(table.getFirst());
            List<PrintedOutcome> whole = predictor.predict(1, rows, Samples.CONTEXT);
            List<Integer> order =
                    new ArrayList<>(IntStream.range(0, rows.size()).boxed().toList());
            Collections.shuffle(order, random);
            for (int from = 0; from < order.size(); ) {
                int to = Math.min(order.size(), from + 1 + random.nextInt(200));
                List<Integer> batch = order.subList(from, to);
                assertThat(predictor.predict(1, batch.stream().map(rows::get).toList(), Samples.CONTEXT))
                        .isEqualTo(batch.stream().map(whole::get).toList());
                from = to;
            }
        }
    }
}
