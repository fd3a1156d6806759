package dev.vitrine.localcloud.registry;

import static dev.vitrine.localcloud.registry.Distribution.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.localcloud.process.Image;
import dev.vitrine.localcloud.process.ImageStore;
import dev.vitrine.localcloud.process.LaunchException;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryTest {
    private static final String CONFIG =
            "{\"config\":{\"Entrypoint\":[\"java\"],\"WorkingDir\":\"/app\",\"Labels\":{\"dev.vitrine.layers\":\"application\"}}}";

    @TempDir
    private Path folder;

    private Registry registry;

    @BeforeEach
    void open() throws Exception {
        registry = new Registry(folder.resolve("registry"), config(100_000), Clock.systemUTC());
        registry.add(new Repository("vitrine/batch", 0, false, false, null, null, Map.of()));
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void whatNothingRefersToIsDeletedWhenItIsOld() throws Exception {
        Digest orphan = push(bytes("orphan"));
        byte[] layer = new Layer().file("app/a", "a").bytes();
        StoredManifest image = pushImage(layer);
        registry.uploads().start("vitrine/batch");

        registry.sweep();
        assertThat(registry.blob(orphan)).exists();

        later();
        registry.sweep();
        assertThat(registry.blob(orphan)).doesNotExist();
        assertThat(registry.blobSize("vitrine/batch", orphan)).isEmpty();
        assertThat(registry.blob(Digest.of(layer))).exists();
        assertThat(registry.content(image)).isNotEmpty();
        assertThat(folder.resolve("registry/uploads")).isEmptyDirectory();

        registry.remove("vitrine/batch");
        later();
        registry.sweep();
        assertThat(registry.blob(Digest.of(layer))).doesNotExist();
    }

    @Test
    void aBlobThatIsTooLargeIsRefused() throws Exception {
        registry.close();
        registry = new Registry(folder.resolve("registry"), config(10), Clock.systemUTC());
        Uploads.Upload upload = registry.uploads().start("vitrine/batch");

        assertThatThrownBy(() -> registry.uploads().append(upload, new ByteArrayInputStream(new byte[11])))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("at most 10 bytes");
        assertThat(folder.resolve("registry/uploads")).isEmptyDirectory();
    }

    @Test
    void anImageIsUnpackedOnceForItsDigestAndDeletedWithIt() throws Exception {
        StoredManifest stored = pushImage(new Layer().file("app/a", "a").bytes());
        Path unpacked = folder.resolve("images");
        ImageStore images = new ImageStore(new RegistryImages(registry, unpacked));

        Image image = images.find("127.0.0.1:4566/vitrine/batch:v1").orElseThrow();
        assertThat(image.digest()).isEqualTo(stored.digest());
        assertThat(image.isComplete()).isFalse();
        assertThat(image.directory("/app")).isEqualTo(image.rootfs().resolve("app"));
        assertThat(image.rootfs().resolve("app/a")).hasContent("a");
        assertThat(unpacked).isDirectoryContaining(it -> stored.digest()
                .endsWith(it.getFileName().toString()));

        pushImage(new Layer().file("app/a", "b").bytes());
        Image pinned = images.find("vitrine/batch:v1", stored.digest()).orElseThrow();
        assertThat(pinned.rootfs().resolve("app/a")).hasContent("a");
        assertThat(images.find("vitrine/batch:v1").orElseThrow().rootfs().resolve("app/a"))
                .hasContent("b");

        registry.removeManifest(stored);
        assertThat(images.find("vitrine/batch:v1", stored.digest())).isEmpty();
        var _ = new RegistryImages(registry, unpacked);
        assertThat(unpacked)
                .isDirectoryNotContaining("glob:**" + stored.digest().substring(7));
    }

    @Test
    void aLayerThatWasDamagedOnDiskIsNotRun() throws Exception {
        byte[] layer = new Layer().file("app/a", "a").bytes();
        pushImage(layer);
        byte[] damaged = layer.clone();
        damaged[512]++;
        Files.write(registry.blob(Digest.of(layer)), damaged);
        Image image = new ImageStore(new RegistryImages(registry, folder.resolve("images")))
                .find("vitrine/batch:v1")
                .orElseThrow();

        assertThatThrownBy(image::rootfs)
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("was damaged on disk")
                .hasMessageContaining("Push it again");
        assertThat(folder.resolve("images")).isEmptyDirectory();
    }

    private StoredManifest pushImage(byte[] layer) throws Exception {
        push(bytes(CONFIG));
        push(layer);
        return registry.put(
                "vitrine/batch",
                Optional.of("v1"),
                Distribution.manifest(bytes(CONFIG), layer),
                Optional.of(Distribution.IMAGE));
    }

    private Digest push(byte[] content) throws Exception {
        Digest digest = Digest.of(content);
        Uploads.Upload upload = registry.uploads().start("vitrine/batch");
        registry.uploads().append(upload, new ByteArrayInputStream(content));
        registry.finish(upload, digest);
        return digest;
    }

    /** Opens the registry again two days later. */
    private void later() throws Exception {
        registry.close();
        Clock clock = Clock.fixed(Instant.now().plus(Duration.ofDays(2)), ZoneOffset.UTC);
        registry = new Registry(folder.resolve("registry"), config(100_000), clock);
    }

    private static RegistryConfig config(long maxBlob) {
        return new RegistryConfig(maxBlob, Duration.ofHours(24), Duration.ofHours(1));
    }
}
