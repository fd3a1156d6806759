package dev.vitrine.common.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Model versions as local folders. A folder appears whole and checked or not at all, so processes may share the cache.
 */
public final class ArtifactCache {
    private final ArtifactBucket bucket;
    private final Path base;

    /**
     * A cache under a folder.
     *
     * @param base is created when needed
     */
    public ArtifactCache(ArtifactBucket bucket, Path base) {
        this.bucket = bucket;
        this.base = base;
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
                for (Map.Entry<String, String> file : version.files().entrySet()) {
                    fetch(partial, file.getKey(), file.getValue());
                }
                return publish(partial, folder);
            } finally {
                delete(partial);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep files under " + base, e);
        }
    }

    private void fetch(Path folder, String path, String digest) throws IOException {
        Path file = folder.resolve(path).normalize();
        if (!file.startsWith(folder)) {
            throw new CorruptArtifactException("the version names a path outside its folder: " + path);
        }
        Files.createDirectories(file.getParent());
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
