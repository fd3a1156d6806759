package dev.vitrine.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.common.prediction.PrintedOutcome;
import dev.vitrine.common.prototype.Prototype;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxModelTest {
    private static final String TWO_NUMBERS = """
            - {name: a, type: number}
            - {name: b, type: number}
            """;
    private static final String COLOUR = """
            - {name: colour, type: category, values: [red, green, blue]}
            - {name: sure, type: number}
            - {name: all, type: vector, length: 3}
            """;

    @TempDir
    Path folder;

    private void write(float[][] weights, float[] bias, String activation) throws IOException {
        OnnxFile.write(folder.resolve("model/sample.onnx"), weights, bias, activation, 0);
    }

    private List<PrintedOutcome> predict(Prototype prototype, List<String> columns, List<List<String>> rows) {
        try (Inference inference = Inference.load(prototype, folder)) {
            return inference.forColumns(columns).predict(1, rows, Samples.CONTEXT);
        }
    }

    @Test
    void severalColumnsBecomeTheLikeliestValueItsProbabilityAndAllProbabilities() throws IOException {
        write(new float[][] {{1, 0, 0}, {0, 2, 0}}, new float[] {0, 0, 0}, "Softmax");
        assertThat(predict(Manifests.onnx(TWO_NUMBERS, COLOUR), List.of("b", "a"), List.of(List.of("1", "0"))))
                .containsExactly(
                        new PrintedOutcome.Outputs(List.of("green", "0.786986", "0.106507 0.786986 0.106507")));
    }

    @Test
    void oneColumnBecomesTheSecondValueAboveZeroAndTheFirstUpToIt() throws IOException {
        write(new float[][] {{1}, {-1}}, new float[] {0}, "Identity");
        Prototype prototype = Manifests.onnx(TWO_NUMBERS, """
            - {name: verdict, type: category, values: [no, yes]}
            - {name: flag, type: boolean}
            - {name: score, type: number}
            - {name: rounded, type: integer}
            """);
        assertThat(predict(
                        prototype,
                        List.of("a", "b"),
                        List.of(List.of("1.6", "0"), List.of("1", "1"), List.of("0", "0.25"))))
                .containsExactly(
                        new PrintedOutcome.Outputs(List.of("yes", "true", "1.6", "2")),
                        new PrintedOutcome.Outputs(List.of("no", "false", "0", "0")),
                        new PrintedOutcome.Outputs(List.of("no", "false", "-0.25", "0")));
    }

    @Test
    void everyKindOfInputBecomesFeaturesInDeclaredOrder() throws IOException {
        write(new float[][] {{1}, {10}, {100}, {1000}, {10_000}, {100_000}, {1_000_000}}, new float[] {0}, "Identity");
        Prototype prototype = Manifests.onnx("""
            - {name: real, type: number}
            - {name: whole, type: integer}
            - {name: flag, type: boolean}
            - {name: word, type: category, values: [left, right]}
            - {name: pair, type: vector, length: 2}
            """, "- {name: score, type: number, digits: 7}");
        assertThat(predict(
                        prototype,
                        List.of("real", "whole", "flag", "word", "pair"),
                        List.of(List.of("1", "2", "true", "left", "3 4"), List.of("1", "2", "false", "right", "4 3"))))
                .containsExactly(
                        new PrintedOutcome.Outputs(List.of("4301121")), new PrintedOutcome.Outputs(List.of("3410021")));
    }

    @Test
    void aBlankFieldThatIsNotRequiredReachesTheModelAsNotANumberAndARowWithoutAnswerIsAReject() throws IOException {
        write(new float[][] {{1}, {1}}, new float[] {0}, "Identity");
        Prototype prototype = Manifests.onnx("""
            - {name: a, type: number}
            - {name: b, type: number, required: false}
            """, "- {name: score, type: number}");
        List<PrintedOutcome> outcomes =
                predict(prototype, List.of("a", "b"), List.of(List.of("1", "2"), List.of("1", ""), List.of("2", "2")));
        assertThat(outcomes.get(0)).isEqualTo(new PrintedOutcome.Outputs(List.of("3")));
        assertThat(outcomes.get(1))
                .isInstanceOfSatisfying(PrintedOutcome.Reject.class, reject -> assertThat(reject.reason())
                        .contains("no finite number"));
        assertThat(outcomes.get(2)).isEqualTo(new PrintedOutcome.Outputs(List.of("4")));
    }

    @Test
    void aRowThatCannotBeReadIsARejectAndDoesNotSpoilItsNeighbours() throws IOException {
        write(new float[][] {{1}, {1}}, new float[] {0}, "Identity");
        Prototype prototype = Manifests.onnx(TWO_NUMBERS, "- {name: score, type: number}");
        List<PrintedOutcome> outcomes = predict(
                prototype,
                List.of("a", "b"),
                List.of(
                        List.of("1", "2"),
                        List.of("one", "2"),
                        List.of("1"),
                        List.of("1e300", "2"),
                        List.of("3e38", "3e38"),
                        List.of("2", "2")));
        assertThat(outcomes.get(0)).isEqualTo(new PrintedOutcome.Outputs(List.of("3")));
        assertThat(outcomes.get(1)).isEqualTo(new PrintedOutcome.Reject("a", "one", "is not a number"));
        assertThat(outcomes.get(2)).isInstanceOf(PrintedOutcome.Reject.class);
        assertThat(outcomes.get(3)).isInstanceOfSatisfying(PrintedOutcome.Reject.class, reject -> assertThat(reject)
                .returns("a", PrintedOutcome.Reject::column)
                .returns("is too large for the model, which computes with 32 bits", PrintedOutcome.Reject::reason));
        assertThat(outcomes.get(4)).isInstanceOf(PrintedOutcome.Reject.class);
        assertThat(outcomes.get(5)).isEqualTo(new PrintedOutcome.Outputs(List.of("4")));
    }

    @Test
    void everyRowGetsTheSameAloneAndAmongOthers() throws IOException {
        Random random = new Random(3);
        float[][] weights = new float[37][11];
        for (float[] row : weights) {
            for (int i = 0; i < row.length; i++) {
                row[i] = (float) random.nextGaussian();
            }
        }
        write(weights, new float[11], "Softmax");
        Prototype prototype = Manifests.onnx(
                "- {name: x, type: vector, length: 37}", "- {name: p, type: vector, length: 11, digits: 9}");
        List<List<String>> rows = IntStream.range(0, 1500)
                .mapToObj(row -> List.of(String.join(
                        " ",
                        IntStream.range(0, 37)
                                .mapToObj(i -> Double.toString(random.nextGaussian()))
                                .toList())))
                .toList();
        try (Inference inference = Inference.load(prototype, folder, 2)) {
            TablePredictor predictor = inference.forColumns(List.of("x"));
            List<PrintedOutcome> whole = predictor.predict(1, rows, Samples.CONTEXT);
            List<Integer> order =
                    new ArrayList<>(IntStream.range(0, rows.size()).boxed().toList());
            Collections.shuffle(order, random);
            assertThat(predictor.predict(1, order.stream().map(rows::get).toList(), Samples.CONTEXT))
                    .isEqualTo(order.stream().map(whole::get).toList());
            for (int i = 0; i < rows.size(); i++) {
                assertThat(predictor.predict(1, List.of(rows.get(i)), Samples.CONTEXT))
                        .containsExactly(whole.get(i));
            }
        }
    }

    @Test
    void aModelThatFixesItsRowsIsCalledWithSoMany() throws IOException {
        OnnxFile.write(folder.resolve("model/sample.onnx"), new float[][] {{1}, {1}}, new float[] {0}, "Identity", 3);
        assertThat(predict(
                        Manifests.onnx(TWO_NUMBERS, "- {name: score, type: number}"),
                        List.of("a", "b"),
                        IntStream.range(0, 5)
                                .mapToObj(i -> List.of("1", "" + i))
                                .toList()))
                .extracting(Samples::cells)
                .containsExactly(List.of("1"), List.of("2"), List.of("3"), List.of("4"), List.of("5"));
    }

    @Test
    void aLabelBesideTheProbabilitiesIsLeftAside() throws IOException {
        OnnxFile.writeWithLabel(
                folder.resolve("model/sample.onnx"),
                new float[][] {{1, 0, 0}, {0, 2, 0}},
                new float[] {0, 0, 0},
                "Softmax");
        assertThat(predict(Manifests.onnx(TWO_NUMBERS, COLOUR), List.of("a", "b"), List.of(List.of("0", "1"))))
                .extracting(outcome -> Samples.cells(outcome).getFirst())
                .containsExactly("green");
    }

    @Test
    void aModelOfOtherFeaturesIsRefusedWithBothNamed() throws IOException {
        write(new float[][] {{1}, {1}, {1}}, new float[] {0}, "Identity");
        assertThatThrownBy(() ->
                        predict(Manifests.onnx(TWO_NUMBERS, "- {name: score, type: number}"), List.of(), List.of()))
                .isInstanceOf(ModelException.class)
                .hasMessage("Model sample: sample.onnx takes 3 features, but prototype.yaml declares 2 features (a, b);"
                        + " make them agree.");
    }

    @Test
    void aModelOfOtherOutputsIsRefusedWithBothNamed() throws IOException {
        write(new float[][] {{1, 1}, {1, 1}}, new float[] {0, 0}, "Identity");
        assertThatThrownBy(() -> predict(Manifests.onnx(TWO_NUMBERS, COLOUR), List.of(), List.of()))
                .isInstanceOf(ModelException.class)
                .hasMessage("Model sample: the model gives 2 numbers per row, but output 'colour' (category) declares 3"
                        + " values; make prototype.yaml and the model agree.");
    }

    @Test
    void anInputThatIsNoNumberIsRefusedWithARemedy() throws IOException {
        write(new float[][] {{1}, {1}}, new float[] {0}, "Identity");
        assertThatThrownBy(() -> predict(
                        Manifests.onnx("- {name: born, type: date}", "- {name: score, type: number}"),
                        List.of(),
                        List.of()))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("input 'born' is of type date")
                .hasMessageContaining("predictor class");
    }

    @Test
    void aFileThatIsNoModelIsRefused() throws IOException {
        Files.write(Files.createDirectories(folder.resolve("model")).resolve("sample.onnx"), new byte[] {1, 2, 3, 4});
        assertThatThrownBy(() ->
                        predict(Manifests.onnx(TWO_NUMBERS, "- {name: score, type: number}"), List.of(), List.of()))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("Model sample: OnnxRuntime cannot read sample.onnx: ");
    }
}
