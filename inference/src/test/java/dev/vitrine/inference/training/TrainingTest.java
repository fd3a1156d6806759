package dev.vitrine.inference.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingTest {
    private static LabelledTable table(String prototype) {
        return LabelledTable.read(Path.of("..", "prototypes", prototype, "data", prototype + ".csv"));
    }

    @Test
    void theBanknoteModelTellsAtLeast97PercentOfUnseenNotesRight() {
        assertThat(TrainMain.banknote().heldOut(table("banknote")).accuracy()).isGreaterThanOrEqualTo(0.97);
    }

    @Test
    void theDigitsModelTellsAtLeast95PercentOfUnseenDigitsRight() {
        assertThat(TrainMain.digits().heldOut(table("digits")).accuracy()).isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void theDigitsModelTellsUnseenDigitsInBlackAndWhiteToo() {
        assertThat(TrainMain.digits()
                        .heldOut(table("digits"), heldOut -> heldOut.blackAndWhite(16))
                        .accuracy())
                .isGreaterThanOrEqualTo(0.92);
    }

    @Test
    void theDigitsModelReadsSevensWithoutACrossbarThatItHasNotSeen() {
        LabelledTable table = table("digits");
        LabelledTable sevens = new LabelledTable(table.columns(), new StrokeSevens(8, 16, 2).draw(500));
        assertThat(HeldOut.none().and(TrainMain.digits().train(table), sevens).accuracy())
                .isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void trainingTwiceGivesTheSameBytes(@TempDir Path folder) throws IOException {
        MxnetFiles.write(TrainMain.digits().train(table("digits")), folder.resolve("one"), "digits");
        MxnetFiles.write(TrainMain.digits().train(table("digits")), folder.resolve("two"), "digits");
        for (String file : new String[] {"digits-symbol.json", "digits-0000.params"}) {
            assertThat(folder.resolve("one").resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("two").resolve(file));
        }
    }

    @Test
    void theShippedScoresAreWhatFreshTrainingComputesInPlainJava() throws IOException {
        DenseLayer plane =
                TrainMain.banknote().train(table("banknote")).layers().getFirst();
        Path reference = Path.of("..", "prototypes", "banknote", "model", "reference.csv");
        List<String> lines = Files.readAllLines(reference);
        assertThat(lines).hasSize(21);
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            float[] row = new float[4];
            for (int i = 0; i < row.length; i++) {
                row[i] = Float.parseFloat(cells[i]);
            }
            double score = plane.apply(row)[0];
            assertThat(score).as(line).isCloseTo(Double.parseDouble(cells[5]), within(1e-3));
            assertThat(cells[4]).isEqualTo(score > 0 ? "forged" : "genuine");
        }
    }

    @Test
    void foldsHoldOutEachRowOnce() {
        LabelledTable table = table("banknote");
        assertThat(table.folds(5, 1).stream()
                        .flatMap(fold -> fold.heldOut().rows().stream())
                        .toList())
                .containsExactlyInAnyOrderElementsOf(table.rows());
        assertThat(table.folds(5, 1)).allSatisfy(fold -> assertThat(fold.train().rows())
                .doesNotContainAnyElementsOf(fold.heldOut().rows()));
    }
}
