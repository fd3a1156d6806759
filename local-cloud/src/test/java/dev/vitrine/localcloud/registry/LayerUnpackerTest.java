package dev.vitrine.localcloud.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayerUnpackerTest {
    @TempDir
    private Path folder;

    private Path root;
    private LayerUnpacker unpacker;

    @BeforeEach
    void unpacker() throws Exception {
        root = Files.createDirectory(folder.resolve("root"));
        unpacker = new LayerUnpacker(root);
    }

    @Test
    void theApplicationAloneIsUnpacked() throws Exception {
        unpack(new Layer()
                .file("etc/passwd", "root")
                .file("./app/lib/a.jar", "jar")
                .file("app/run", new byte[] {1}, 0755)
                .file("application", "x")
                .link("app/latest.jar", "lib/a.jar")
                .link("app/absolute.jar", "/app/lib/a.jar"));

        assertThat(root.resolve("etc")).doesNotExist();
        assertThat(root.resolve("application")).doesNotExist();
        assertThat(root.resolve("app/lib/a.jar")).hasContent("jar");
        assertThat(Files.getLastModifiedTime(root.resolve("app/lib/a.jar")).toMillis())
                .isEqualTo(1_000_000_000_000L);
        assertThat(root.resolve("app/latest.jar")).hasContent("jar");
        assertThat(root.resolve("app/absolute.jar")).hasContent("jar");
        assertThat(root.resolve("app/run")).isExecutable();
    }

    @Test
    void alsoWhenTheLayerIsCompressed() throws Exception {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(new Layer().file("app/a", "a").bytes());
        }
        unpacker.unpack(new ByteArrayInputStream(zipped.toByteArray()));

        assertThat(root.resolve("app/a")).hasContent("a");
    }

    @Test
    void aLaterLayerReplacesAndDeletes() throws Exception {
        unpack(new Layer()
                .file("app/keep", "1")
                .file("app/gone", "1")
                .file("app/dir/a", "1")
                .file("app/dir/b", "1"));
        unpack(new Layer()
                .file("app/keep", "2")
                .file("app/.wh.gone", "")
                .file("app/dir/c", "2")
                .file("app/dir/.wh..wh..opq", ""));

        assertThat(root.resolve("app/keep")).hasContent("2");
        assertThat(root.resolve("app/gone")).doesNotExist();
        assertThat(root.resolve("app/dir/a")).doesNotExist();
        assertThat(root.resolve("app/dir/c")).hasContent("2");

        unpack(new Layer().file(".wh.app", ""));
        assertThat(root.resolve("app")).doesNotExist();
    }

    @Test
    void nothingLeavesTheFolder() throws Exception {
        Files.writeString(folder.resolve("secret"), "secret");
        for (Layer layer : new Layer[] {
            new Layer().file("app/../../evil", "x"),
            new Layer().file("../evil", "x"),
            new Layer().link("app/out", "/etc"),
            new Layer().link("app/out", "../../secret"),
            new Layer().link("app/hard", "../secret", TarConstants.LF_LINK),
            new Layer().link("app/hard", "app/missing/../../../secret", TarConstants.LF_LINK)
        }) {
            assertThatThrownBy(() -> unpack(layer)).isInstanceOf(IOException.class);
        }
        assertThat(folder.resolve("evil")).doesNotExist();
        assertThat(folder.resolve("secret")).hasContent("secret");
    }

    @Test
    void aLinkOfAnEarlierLayerIsReplacedAndNotFollowed() throws Exception {
        unpack(new Layer().file("app/real", "1").link("app/link", "real"));
        unpack(new Layer().file("app/link", "2"));

        assertThat(root.resolve("app/real")).hasContent("1");
        assertThat(root.resolve("app/link")).hasContent("2");
    }

    private void unpack(Layer layer) throws IOException {
        unpacker.unpack(new ByteArrayInputStream(layer.bytes()));
    }
}
