package dev.vitrine.localcloud.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.vitrine.localcloud.process.Image;
import dev.vitrine.localcloud.process.ImageConfig;
import dev.vitrine.localcloud.process.ImageReference;
import dev.vitrine.localcloud.process.ImageSource;
import dev.vitrine.localcloud.process.LaunchException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The images of the registry. */
public final class RegistryImages implements ImageSource {
    /** A label that says what is in an image: {@code application} when it has no base and no runtime. */
    private static final String LAYERS = "dev.vitrine.layers";

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final Registry registry;
    private final UnpackedImages unpacked;

    /** @param folder of unpacked images */
    public RegistryImages(Registry registry, Path folder) throws IOException {
        this.registry = registry;
        this.unpacked = new UnpackedImages(registry, folder);
    }

    @Override
    public Optional<Image> find(String reference, ImageReference parsed) {
        return registry.manifest(parsed.repository(), parsed.digest().orElse(parsed.tag()))
                .flatMap(this::ofThisMachine)
                .map(manifest -> image(reference, manifest));
    }

    /** An index's image for this machine's processor. */
    private Optional<StoredManifest> ofThisMachine(StoredManifest manifest) {
        if (!Manifest.INDEXES.contains(manifest.mediaType())) {
            return Optional.of(manifest);
        }
        String processor = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
        for (JsonNode image : read(registry.content(manifest)).path("manifests")) {
            JsonNode platform = image.path("platform");
            if (platform.path("os").asText().equals("linux")
                    && platform.path("architecture").asText().equals(processor)) {
                return registry.manifest(
                        manifest.repository(), image.path("digest").asText());
            }
        }
        return Optional.empty();
    }

    private Image image(String reference, StoredManifest manifest) {
        Digest config = Digest.parse(manifest.blobs().getFirst()).orElseThrow();
        try {
            JsonNode node = read(Files.readAllBytes(registry.blob(config))).path("config");
            boolean complete = !node.path("Labels").path(LAYERS).asText().equals("application");
            return new RegistryImage(
                    reference, JSON.treeToValue(node, ImageConfig.class), manifest, complete, unpacked);
        } catch (IOException e) {
            throw new UncheckedIOException("The configuration of the image " + reference + " cannot be read", e);
        }
    }

    private static JsonNode read(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record RegistryImage(
            String reference, ImageConfig config, StoredManifest manifest, boolean isComplete, UnpackedImages unpacked)
            implements Image {
        @Override
        public String digest() {
            return manifest.digest();
        }

        @Override
        public String repository() {
            return manifest.repository();
        }

        @Override
        public Path rootfs() throws LaunchException {
            return unpacked.folder(manifest);
        }
    }
}
