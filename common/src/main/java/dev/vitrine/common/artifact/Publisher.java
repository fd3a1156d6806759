package dev.vitrine.common.artifact;

import dev.vitrine.common.artifact.PublishReport.Change;
import dev.vitrine.common.artifact.PublishReport.FileChange;
import dev.vitrine.common.prototype.ManifestReader;
import dev.vitrine.common.prototype.PredictorSpec;
import dev.vitrine.common.prototype.Prototype;
import dev.vitrine.common.prototype.ScheduleSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Publishes a prototype's folder: each declared file under the digest of its content, then the version, then the
 * champion, and at last the object that tells the prototype's function. Doing it twice changes nothing; a publish that was
 * cut off is finished by the next.
 */
public final class Publisher {
    private static final long MAX_FILE = 2L << 30;

    private final ArtifactBucket bucket;
    private final PrototypeStore prototypes;
    private final Clock clock;

    public Publisher(ArtifactBucket bucket, PrototypeStore prototypes, Clock clock) {
        this.bucket = bucket;
        this.prototypes = prototypes;
        this.clock = clock;
    }

    /**
     * Publishes one folder.
     *
     * @throws dev.vitrine.common.prototype.ManifestException when its manifest cannot be used
     * @throws PublishException when a declared file is missing or cannot be read
     */
    public PublishReport publish(Path folder) {
        Prototype prototype = ManifestReader.read(folder.resolve(ModelVersion.MANIFEST));
        SortedMap<String, Path> paths = declaredFiles(folder, prototype);
        SortedMap<String, String> digests = new TreeMap<>();
        paths.forEach((path, file) -> digests.put(path, Digests.sha256(file)));

        Map<String, String> before = prototypes
                .find(prototype.name())
                .flatMap(published -> prototypes.version(prototype.name(), published.champion()))
                .<Map<String, String>>map(ModelVersion::files)
                .orElse(Map.of());
        paths.forEach((path, file) -> upload(digests.getOrDefault(path, ""), file));

        String version = ModelVersion.versionOf(digests);
        prototypes.publish(
                new ModelVersion(
                        prototype.name(), version, digests, clock.instant().truncatedTo(ChronoUnit.MILLIS)),
                prototype.title());
        tell(prototype.name(), version);
        return new PublishReport(prototype.name(), version, changes(before, digests));
    }

    private void upload(String digest, Path file) {
        String key = BucketKeys.blob(digest);
        if (bucket.size(key).isEmpty()) {
            bucket.put(key, file);
        }
    }

    /** Puts the object only when it says something new, so that a function is not started for nothing. */
    private void tell(String prototype, String version) {
        String key = BucketKeys.publishedVersion(prototype);
        byte[] now = version.getBytes(StandardCharsets.UTF_8);
        boolean told = bucket.size(key).isPresent() && Arrays.equals(bucket.read(key, 0, now.length + 1), now);
        if (!told) {
            bucket.put(key, now);
        }
    }

    private static List<FileChange> changes(Map<String, String> before, Map<String, String> after) {
        List<FileChange> changes = new ArrayList<>();
        after.forEach((path, digest) -> {
            String old = before.get(path);
            Change change = old == null ? Change.NEW : old.equals(digest) ? Change.UNCHANGED : Change.CHANGED;
            changes.add(new FileChange(path, change));
        });
        new TreeMap<>(before)
                .keySet().stream()
                        .filter(path -> !after.containsKey(path))
                        .forEach(path -> changes.add(new FileChange(path, Change.REMOVED)));
        return changes;
    }

    /**
     * The files that a version consists of: manifest, README, picture, examples, and the model's folder or the jar.
     *
     * @throws PublishException when one is missing
     */
    public static SortedMap<String, Path> declaredFiles(Path folder, Prototype prototype) {
        SortedMap<String, Path> files = new TreeMap<>();
        add(files, folder, ModelVersion.MANIFEST);
        if (Files.exists(folder.resolve(ModelVersion.README))) {
            add(files, folder, ModelVersion.README);
        }
        for (String picture : ModelVersion.PICTURES) {
            if (Files.exists(folder.resolve(picture))) {
                add(files, folder, picture);
            }
        }
        prototype.examples().ifPresent(path -> add(files, folder, path));
        prototype
                .schedule()
                .filter(schedule -> schedule.table() instanceof ScheduleSpec.Table.InFolder)
                .ifPresent(schedule -> add(files, folder, schedule.table().source()));
        switch (prototype.predictor()) {
            case PredictorSpec.PredictorClass predictor -> add(files, folder, predictor.jar());
            case PredictorSpec.EngineModel predictor -> addFolder(files, folder, predictor.model());
        }
        return files;
    }

    private static void add(SortedMap<String, Path> files, Path folder, String path) {
        Path file = folder.resolve(path).normalize();
        if (!Files.isRegularFile(file)) {
            throw new PublishException(folder.resolve(ModelVersion.MANIFEST) + " names " + path
                    + ", but there is no such file; build or add it, or correct the name");
        }
        try {
            if (Files.size(file) > MAX_FILE) {
                throw new PublishException(file + " has more than 2 GB; make the model smaller");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        files.put(folder.normalize().relativize(file).toString().replace('\\', '/'), file);
    }

    private static void addFolder(SortedMap<String, Path> files, Path folder, String path) {
        Path model = folder.resolve(path).normalize();
        List<Path> found = List.of();
        if (Files.isDirectory(model)) {
            try (Stream<Path> all = Files.walk(model)) {
                found = all.filter(Files::isRegularFile)
                        .filter(file -> !file.getFileName().toString().startsWith("."))
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot list " + model, e);
            }
        }
        if (found.isEmpty()) {
            throw new PublishException(folder.resolve(ModelVersion.MANIFEST) + " names the model folder " + path
                    + ", but it is missing or empty; train the model, or correct the name");
        }
        for (Path file : found) {
            add(files, folder, folder.normalize().relativize(file).toString());
        }
    }
}
