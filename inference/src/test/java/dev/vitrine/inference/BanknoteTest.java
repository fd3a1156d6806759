package dev.vitrine.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.common.prediction.PrintedOutcome;
import dev.vitrine.common.row.HeaderException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BanknoteTest {
    private static final List<String> COLUMNS = List.of("variance", "skewness", "curtosis", "entropy");

    @Test
    void tellsTheShippedTableAlmostAllRight() {
        List<List<String>> table = Samples.table("banknote");
        List<List<String>> rows = table.subList(1, table.size());
        try (Inference inference = Samples.load("banknote", 1)) {
            List<PrintedOutcome> outcomes =
                    inference.forColumns(table.getFirst()).predict(1, rows, Samples.CONTEXT);
            long right = IntStream.range(0, rows.size())
                    .filter(i -> Samples.cells(outcomes.get(i))
                            .getFirst()
                            .equals(rows.get(i).getLast().equals("1") ? "forged" : "genuine"))
                    .count();
            assertThat(right / (double) rows.size()).isGreaterThan(0.97);
        }
    }

    @Test
    void aMissingColumnIsNamed() {
        try (Inference inference = Samples.load("banknote", 1)) {
            assertThatThrownBy(() -> inference.forColumns(List.of("variance", "skewness", "kurtosis", "entropy")))
                    .isInstanceOf(HeaderException.class)
                    .hasMessageContaining("'curtosis' is missing");
        }
    }

    @Test
    void noRowsGetNoOutcomes() {
        try (Inference inference = Samples.load("banknote", 1)) {
            assertThat(inference.forColumns(COLUMNS).predict(1, List.of(), Samples.CONTEXT))
                    .isEmpty();
        }
    }

    @Test
    void manyCallersAtOnceGetWhatOneGets() throws Exception {
        List<List<String>> table = Samples.table("banknote");
        List<List<String>> rows = table.subList(1, table.size());
        try (Inference inference = Samples.load("banknote", 4);
                ExecutorService callers = Executors.newFixedThreadPool(8)) {
            TablePredictor predictor = inference.forColumns(table.getFirst());
            List<PrintedOutcome> expected = predictor.predict(1, rows, Samples.CONTEXT);
            Callable<List<PrintedOutcome>> call = () -> predictor.predict(1, rows, Samples.CONTEXT);
            for (Future<List<PrintedOutcome>> answer :
                    callers.invokeAll(IntStream.range(0, 40).mapToObj(i -> call).toList())) {
                assertThat(answer.get()).isEqualTo(expected);
            }
        }
    }

    @Test
    void aClosedModelSaysSo() {
        Inference inference = Samples.load("banknote", 1);
        TablePredictor predictor = inference.forColumns(COLUMNS);
        inference.close();
        assertThatThrownBy(() -> predictor.predict(1, List.of(List.of("1", "1", "1", "1")), Samples.CONTEXT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("banknote is closed");
    }

    @Test
    void aFormIsNotOfferedByAModelFile() {
        try (Inference inference = Samples.load("banknote", 1)) {
            assertThatThrownBy(() -> inference.expand(java.util.Map.of()))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("has no form");
        }
    }
}
