package dev.vitrine.web.catalog;

import dev.vitrine.common.artifact.ArtifactBucket;
import dev.vitrine.common.artifact.BucketKeys;
import dev.vitrine.common.artifact.ModelVersion;
import dev.vitrine.common.artifact.PrototypeStore;
import dev.vitrine.common.artifact.PublishedPrototype;
import dev.vitrine.common.prototype.ManifestReader;
import dev.vitrine.common.prototype.PredictorSpec;
import dev.vitrine.common.prototype.Prototype;
import dev.vitrine.web.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The published prototypes. Versions never change, so they are kept; which of them is served is looked up again every
 * two seconds, so that a publish shows at once.
 */
public final class PrototypeCatalog {
    private static final Logger LOG = LoggerFactory.getLogger(PrototypeCatalog.class);
    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final int MAX_VERSIONS = 64;
    private static final int MAX_TEXT = 4_000_000;

    private final PrototypeStore store;
    private final ArtifactBucket bucket;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Served> versions = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Served> eldest) {
            return size() > MAX_VERSIONS;
        }
    };
    private volatile Listing listing = new Listing(Instant.MIN, List.of());

    private record Listing(Instant at, List<PublishedPrototype> prototypes) {}

    public PrototypeCatalog(PrototypeStore store, ArtifactBucket bucket, Clock clock) {
        this.store = store;
        this.bucket = bucket;
        this.clock = clock;
    }

    /**
     * Everything that is served, by name; one that cannot be read is left out and logged. When none can be, it is not they
     * that are at fault, and the first exception tells.
     */
    public List<Served> all() {
        List<Served> all = new ArrayList<>();
        List<RuntimeException> unread = new ArrayList<>();
        for (PublishedPrototype published : published()) {
            try {
                version(published.name(), published.champion()).ifPresent(all::add);
            } catch (RuntimeException e) {
                LOG.error("published prototype {} cannot be read: {}", published.name(), e.getMessage());
                unread.add(e);
            }
        }
        if (all.isEmpty() && unread.size() > 1) {
            throw unread.getFirst();
        }
        return all;
    }

    /** How many prototypes are published. */
    public int count() {
        return published().size();
    }

    /** What is served under the name; one that was published since the last look is found at once. */
    public Served served(String prototype) {
        return published().stream()
                .filter(published -> published.name().equals(prototype))
                .findFirst()
                .or(() -> Prototype.isName(prototype) ? store.find(prototype) : Optional.empty())
                .flatMap(published -> version(prototype, published.champion()))
                .orElseThrow(() -> Problem.missing("missing.prototype", prototype));
    }

    /** A version that was published at some time. */
    public Optional<Served> version(String prototype, String version) {
        String key = prototype + "/" + version;
        lock.lock();
        try {
            Served kept = versions.get(key);
            if (kept != null) {
                return Optional.of(kept);
            }
        } finally {
            lock.unlock();
        }
        Optional<Served> loaded = store.version(prototype, version).map(this::load);
        lock.lock();
        try {
            loaded.ifPresent(served -> versions.put(key, served));
        } finally {
            lock.unlock();
        }
        return loaded;
    }

    /** Versions of a prototype, newest first, at most {@code limit}. */
    public List<ModelVersion> versions(String prototype, int limit) {
        return store.versions(prototype, limit);
    }

    private List<PublishedPrototype> published() {
        Listing known = listing;
        Instant now = clock.instant();
        if (known.prototypes().isEmpty() || known.at().isBefore(now.minus(FRESH))) {
            known = new Listing(now, store.list());
            listing = known;
        }
        return known.prototypes();
    }

    private Served load(ModelVersion version) {
        Prototype prototype = ManifestReader.read(
                version.prototype() + "/" + ModelVersion.MANIFEST, text(version, ModelVersion.MANIFEST));
        List<Example> examples = prototype
                .examples()
                .filter(path -> version.files().containsKey(path))
                .map(path -> Examples.read(prototype, text(version, path)))
                .orElse(List.of());
        String readme =
                version.files().containsKey(ModelVersion.README) ? Readme.html(text(version, ModelVersion.README)) : "";
        return new Served(version, prototype, examples, metrics(version, prototype), readme);
    }

    private List<Metric> metrics(ModelVersion version, Prototype prototype) {
        return switch (prototype.predictor()) {
            case PredictorSpec.EngineModel model -> {
                String path = (model.model() + "/" + Metric.FILE).replace("//", "/");
                yield version.files().containsKey(path) ? Metric.read(text(version, path)) : List.of();
            }
            case PredictorSpec.PredictorClass ignored -> List.of();
        };
    }

    private String text(ModelVersion version, String path) {
        String digest = version.files().get(path);
        if (digest == null) {
            throw new IllegalStateException(path + " is no file of " + version.prototype());
        }
        try (InputStream in = bucket.open(BucketKeys.blob(digest))) {
            return new String(in.readNBytes(MAX_TEXT), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path + " of " + version.prototype(), e);
        }
    }
}
