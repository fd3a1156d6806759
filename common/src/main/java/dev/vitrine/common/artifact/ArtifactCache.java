package dev.vitrine.common.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Model versions as local folders. A folder appears whole and checked or not at all, so processes may share the cache.
 */
public final class ArtifactCache {
    private final ArtifactBucket bucket;
    private final Path base;
    private final Optional<Path> atHand;

    /**
     * A cache under a folder.
     *
     * @param base is created when needed
     */
    public ArtifactCache(ArtifactBucket bucket, Path base) {
        this(bucket, base, Optional.empty());
    }

    /**
     * A cache under a folder.
     *
     * @param atHand a prototype's folder that came with the program: a file that is there as the version wants it is not
     *     fetched
     */
    public ArtifactCache(ArtifactBucket bucket, Path base, Optional<Path> atHand) {
        this.bucket = bucket;
        this.base = base;
        this.atHand = atHand;
    }

    /** The folder that {@code VITRINE_PROTOTYPE_FILES} names: an image that is one prototype's own has its files. */
    public static Optional<Path> atHand(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("VITRINE_PROTOTYPE_FILES"))
                .filter(folder -> !folder.isBlank())
                .map(Path::of);
    }

    /**
     * The folder that holds the version's files; fetched at the first call.
     *
     * @throws CorruptArtifactException when a file's content is not what its digest says
     * @throws NoSuchArtifactException when a file is missing in the bucket
     */
    public Path folder(ModelVersion version) {
        Path folder = base.resolve(version.prototype()).resolve(version.version());
        if (Files.isDirectory(folder)) {
            return folder;
        }
        try {
            Files.createDirectories(folder.getParent());
            Path partial = Files.createTempDirectory(folder.getParent(), version.version() + "-");
            try {
                fetch(partial, version.files());
                return publish(partial, folder);
            } finally {
                delete(partial);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep files under " + base, e);
        }
    }

    /** All at once: they are small, and each waits for the bucket. */
    private void fetch(Path folder, Map<String, String> files) throws IOException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<@Nullable Void>> fetches = new ArrayList<>();
            files.forEach((path, digest) -> fetches.add(threads.submit(() -> {
                fetch(folder, path, digest);
                return null;
            })));
            for (Future<@Nullable Void> fetch : fetches) {
                fetch.get();
            }
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException failure -> throw failure;
                case RuntimeException failure -> throw failure;
                case null, default -> throw new IllegalStateException(e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while files were fetched");
        }
    }

    private void fetch(Path folder, String path, String digest) throws IOException {
        Path file = folder.resolve(path).normalize();
        if (!file.startsWith(folder)) {
            throw new CorruptArtifactException("the version names a path outside its folder: " + path);
        }
        Files.createDirectories(file.getParent());
        Optional<Path> same = atHand.map(own -> own.resolve(path))
                .filter(own -> Files.isRegularFile(own) && Digests.sha256(own).equals(digest));
        if (same.isPresent()) {
            Files.copy(same.get(), file);
            return;
        }
        try (InputStream in = bucket.open(BucketKeys.blob(digest))) {
            Files.copy(in, file);
        }
        String found = Digests.sha256(file);
        if (!found.equals(digest)) {
            throw new CorruptArtifactException(path + " is damaged in the bucket (its SHA-256 is " + found + ", not "
                    + digest + "); publish again");
        }
    }

    /** Moves the whole folder to its name; another process may have been first. */
    private static Path publish(Path partial, Path folder) throws IOException {
        try {
            Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
        return folder;
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }
}
