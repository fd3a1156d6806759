package dev.vitrine.inference.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingTest {
    private static LabelledTable table(String prototype) {
        return LabelledTable.read(Path.of("..", "prototypes", prototype, "data", prototype + ".csv"));
    }

    @Test
    void theBanknoteModelTellsAtLeast97PercentOfUnseenNotesRight() {
        assertThat(TrainMain.banknote().heldOutAccuracy(table("banknote"))).isGreaterThanOrEqualTo(0.97);
    }

    @Test
    void theDigitsModelTellsAtLeast95PercentOfUnseenDigitsRight() {
        assertThat(TrainMain.digits().heldOutAccuracy(table("digits"))).isGreaterThanOrEqualTo(0.95);
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
    void theShippedBanknoteModelIsWhatTrainingMakesOfItsTable(@TempDir Path folder) throws IOException {
        MxnetFiles.write(TrainMain.banknote().train(table("banknote")), folder, "banknote");
        Path shipped = Path.of("..", "prototypes", "banknote", "model");
        for (String file : new String[] {"banknote-symbol.json", "banknote-0000.params"}) {
            assertThat(Files.size(folder.resolve(file))).isEqualTo(Files.size(shipped.resolve(file)));
        }
        assertThat(folder.resolve("banknote-symbol.json"))
                .hasSameTextualContentAs(shipped.resolve("banknote-symbol.json"));
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
