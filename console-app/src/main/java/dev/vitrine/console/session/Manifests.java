package dev.vitrine.console.session;

import dev.vitrine.common.artifact.ArtifactBucket;
import dev.vitrine.common.artifact.BucketKeys;
import dev.vitrine.common.artifact.ModelVersion;
import dev.vitrine.common.artifact.PrototypeStore;
import dev.vitrine.common.prototype.ManifestReader;
import dev.vitrine.common.prototype.Prototype;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What published versions declare. Versions never change, so each is read once. Not for the screen's thread. */
public final class Manifests {
    private static final int MOST_KEPT = 500;

    private final Supplier<PrototypeStore> prototypes;
    private final Supplier<ArtifactBucket> bucket;
    private final Map<String, Prototype> kept = new ConcurrentHashMap<>();

    public Manifests(Supplier<PrototypeStore> prototypes, Supplier<ArtifactBucket> bucket) {
        this.prototypes = prototypes;
        this.bucket = bucket;
    }

    /** The declaration of a version; empty when there is no such version. */
    public Optional<Prototype> find(String prototype, String version) {
        String key = prototype + "#" + version;
        Prototype known = kept.get(key);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Prototype> found = prototypes.get().version(prototype, version).map(this::read);
        if (kept.size() >= MOST_KEPT) {
            kept.clear();
        }
        found.ifPresent(declared -> kept.put(key, declared));
        return found;
    }

    private Prototype read(ModelVersion version) {
        String digest = String.valueOf(version.files().get(ModelVersion.MANIFEST));
        try (InputStream in = bucket.get().open(BucketKeys.blob(digest))) {
            return ManifestReader.read(
                    version.prototype() + "/" + ModelVersion.MANIFEST,
                    new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the manifest of " + version.prototype(), e);
        }
    }
}
