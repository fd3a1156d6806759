package dev.vitrine.lambda;

import dev.vitrine.common.artifact.ArtifactCache;
import dev.vitrine.common.artifact.ModelVersion;
import dev.vitrine.common.artifact.PrototypeStore;
import dev.vitrine.common.prototype.ManifestException;
import dev.vitrine.common.prototype.ManifestReader;
import dev.vitrine.inference.Inference;
import dev.vitrine.inference.ModelException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The model versions in memory: the two that were used last, so that a champion and a challenger stay. One call at a time,
 * as Lambda gives them; a second waits, and so a version is loaded once. A version that failed to load is tried again
 * at the next call.
 */
final class LoadedVersions implements AutoCloseable {
    private static final int KEPT = 2;
    private static final Logger LOG = LoggerFactory.getLogger(LoadedVersions.class);

    private final PrototypeStore prototypes;
    private final ArtifactCache cache;
    private final Map<String, Inference> loaded = new LinkedHashMap<>(4, 0.75f, true);

    LoadedVersions(PrototypeStore prototypes, ArtifactCache cache) {
        this.prototypes = prototypes;
        this.cache = cache;
    }

    /** @throws RuntimeException when the version is unknown, cannot be fetched or cannot be loaded */
    synchronized <T> T use(String prototype, String version, Function<Inference, T> work) {
        Inference inference = loaded.get(version);
        if (inference == null) {
            inference = load(prototype, version);
            loaded.put(version, inference);
            forgetEldest();
        }
        return work.apply(inference);
    }

    private Inference load(String prototype, String version) {
        long start = System.nanoTime();
        ModelVersion published = prototypes
                .version(prototype, version)
                .orElseThrow(() -> new ModelException("There is no version " + version + " of '" + prototype
                        + "'; publish it, or ask for the version that is served now."));
        Path folder = cache.folder(published);
        try {
            Inference inference = Inference.load(ManifestReader.read(folder.resolve(ModelVersion.MANIFEST)), folder);
            LOG.info("loaded version={} millis={}", version, (System.nanoTime() - start) / 1_000_000);
            return inference;
        } catch (ManifestException e) {
            throw new ModelException(
                    "Version " + version + " of '" + prototype + "' has a manifest that cannot be used: "
                            + e.getMessage(),
                    e);
        }
    }

    private void forgetEldest() {
        if (loaded.size() > KEPT) {
            var eldest = loaded.entrySet().iterator().next();
            loaded.remove(eldest.getKey());
            eldest.getValue().close();
        }
    }

    @Override
    public synchronized void close() {
        loaded.values().forEach(Inference::close);
        loaded.clear();
    }
}
