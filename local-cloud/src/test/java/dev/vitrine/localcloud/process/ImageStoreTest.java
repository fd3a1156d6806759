package dev.vitrine.localcloud.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.localcloud.TestImages;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageStoreTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "000000000000.dkr.ecr.us-east-1.amazonaws.com/vitrine/batch:latest",
                "localhost:4566/vitrine/batch:latest",
                "vitrine/batch:latest",
                "vitrine/batch"
            })
    void anImageIsFoundByEveryFormOfItsName(String reference) throws Exception {
        new TestImages(folder).add("vitrine/batch", List.of("java", "-version"), "A=b=c", "EMPTY");

        Image image = store().find(reference).orElseThrow();

        assertThat(image.config().entrypoint()).containsExactly("java", "-version");
        assertThat(image.config().variables()).containsEntry("A", "b=c").containsEntry("EMPTY", "");
        assertThat(image.directory("/app")).isEqualTo(folder.resolve("vitrine/batch/latest/rootfs/app"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret:latest",
                "vitrine/../../x",
                "/etc/passwd",
                "",
                "vitrine/batch:..",
                "vitrine/other",
                "example.com/vitrine/batch"
            })
    void whatIsNoImageIsNotFound(String reference) {
        new TestImages(folder).add("vitrine/batch", List.of("java"));

        assertThat(store().find(reference)).isEmpty();
    }

    @Test
    void aWorkingDirectoryCannotLeadOutOfTheImage() {
        new TestImages(folder).add("vitrine/batch", List.of("java"));
        Image image = store().find("vitrine/batch").orElseThrow();

        assertThatThrownBy(() -> image.directory("/../../.."))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("leads out of the image vitrine/batch");
    }

    @Test
    void aBrokenConfigurationIsNamed() throws Exception {
        new TestImages(folder).add("vitrine/batch", List.of("java"));
        Files.writeString(folder.resolve("vitrine/batch/latest/config.json"), "{");

        assertThatThrownBy(() -> store().find("vitrine/batch"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("config.json");
    }

    private ImageStore store() {
        return new ImageStore(new ImageFolders(List.of(folder)));
    }
}
