package dev.vitrine.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.common.prototype.ManifestReader;
import dev.vitrine.common.prototype.Prototype;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokenVersionTest {
    private final Prototype banknote = Samples.prototype("banknote");

    @TempDir
    Path folder;

    @BeforeEach
    void copy() throws IOException {
        Samples.copy("banknote", folder);
    }

    private Path model(String file) {
        return folder.resolve("model").resolve(file);
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(Prototype prototype) {
        return assertThatThrownBy(() -> Inference.load(prototype, folder).close())
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("Model banknote: ");
    }

    @Test
    void theCopyItselfLoads() {
        try (Inference inference = Inference.load(banknote, folder)) {
            assertThat(inference.prototype()).isEqualTo(banknote);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 24, 60, 100, 171})
    void parametersThatEndTooSoonAreRefused(int length) throws IOException {
        byte[] all = Files.readAllBytes(model("banknote-0000.params"));
        Files.write(model("banknote-0000.params"), java.util.Arrays.copyOf(all, length));
        assertRefused(banknote).hasMessageContaining("banknote-symbol.json with its .params");
    }

    @Test
    void parametersOfZerosAreRefused() throws IOException {
        Files.write(model("banknote-0000.params"), new byte[5000]);
        assertRefused(banknote).hasMessageContaining("cannot read");
    }

    @Test
    void otherWeightsAreRefusedByTheReference() throws IOException {
        byte[] all = Files.readAllBytes(model("banknote-0000.params"));
        all[67] = (byte) (all[67] ^ 0x80); // the sign of a weight
        Files.write(model("banknote-0000.params"), all);
        assertRefused(banknote).hasMessageContaining("reference.csv:2").hasMessageContaining("was expected");
    }

    @Test
    void aSymbolThatIsNoJsonIsRefused() throws IOException {
        Files.writeString(model("banknote-symbol.json"), "{\"nodes\": [");
        assertRefused(banknote).hasMessageContaining("banknote-symbol.json is not JSON");
    }

    @Test
    void aSymbolThatIsNoModelIsRefused() throws IOException {
        Files.writeString(model("banknote-symbol.json"), "{\"nodes\": []}");
        assertRefused(banknote).hasMessageContaining("cannot read banknote-symbol.json");
    }

    @Test
    void missingParametersAreNamed() throws IOException {
        Files.delete(model("banknote-0000.params"));
        assertRefused(banknote).hasMessageContaining("no banknote-0000.params");
    }

    @Test
    void aMissingModelIsNamedWithItsFolder() throws IOException {
        Files.delete(model("banknote-symbol.json"));
        assertRefused(banknote).hasMessageContaining("folder model/ holds no file *-symbol.json");
    }

    @Test
    void twoModelsAreOneTooMany() throws IOException {
        Files.copy(model("banknote-symbol.json"), model("other-symbol.json"));
        assertRefused(banknote)
                .hasMessageContaining("[banknote-symbol.json, other-symbol.json]")
                .hasMessageContaining("exactly one");
    }

    @Test
    void aManifestWithMoreInputsThanTheModelIsRefusedWithBothNamed() throws IOException {
        String yaml = Files.readString(Samples.folder("banknote").resolve("prototype.yaml"));
        Prototype wider = ManifestReader.read(
                "prototype.yaml", yaml.replace("outputs:", "  - {name: extra, type: number}\noutputs:"));
        assertRefused(wider)
                .hasMessage("Model banknote: banknote-symbol.json with its .params takes 4 features, but prototype.yaml"
                        + " declares 5 features (variance, skewness, curtosis, entropy, extra); make them agree.");
    }

    @Test
    void aReferenceWithAnotherExpectedScoreIsRefused() throws IOException {
        Path reference = model("reference.csv");
        Files.writeString(reference, Files.readString(reference).replaceFirst("-3\\.38\\d+", "-3.39"));
        assertRefused(banknote)
                .hasMessageContaining("reference.csv:2")
                .hasMessageContaining("score = -3.38")
                .hasMessageContaining("-3.39 was expected");
    }

    @Test
    void aReferenceWithoutTheScoreColumnIsRefused() throws IOException {
        Path reference = model("reference.csv");
        Files.writeString(reference, Files.readString(reference).replaceFirst("score", "points"));
        assertRefused(banknote).hasMessageContaining("no column for output 'score'");
    }

    @Test
    void aReferenceWithoutAnInputIsRefused() throws IOException {
        Path reference = model("reference.csv");
        Files.writeString(reference, Files.readString(reference).replaceFirst("entropy", "disorder"));
        assertRefused(banknote).hasMessageContaining("reference.csv: column 'entropy' is missing");
    }

    @Test
    void anEmptyReferenceIsRefused() throws IOException {
        Files.writeString(model("reference.csv"), "variance,skewness,curtosis,entropy,verdict,score\n");
        assertRefused(banknote).hasMessageContaining("reference.csv holds no row");
    }

    @Test
    void aBinaryReferenceIsRefused() throws IOException {
        Files.write(model("reference.csv"), new byte[] {0x50, 0x4b, 3, 4, (byte) 0xff, (byte) 0xfe, '\n', 0});
        assertRefused(banknote).hasMessageContaining("reference.csv");
    }
}
