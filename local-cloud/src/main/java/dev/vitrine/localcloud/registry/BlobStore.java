package dev.vitrine.localcloud.registry;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Content by its digest: {@code sha256/01/0123…}. A file is there whole or not at all, also after a crash. Its modification
 * time is when somebody last asked for it.
 */
final class BlobStore {
    private final Path folder;

    BlobStore(Path folder) throws IOException {
        this.folder = folder.resolve("sha256");
        Files.createDirectories(this.folder);
    }

    /** Where the content is, or would be. */
    Path file(Digest digest) {
        return part(digest).resolve(digest.hex());
    }

    private Path part(Digest digest) {
        return folder.resolve(digest.hex().substring(0, 2));
    }

    OptionalLong size(Digest digest) throws IOException {
        try {
            return OptionalLong.of(Files.size(file(digest)));
        } catch (NoSuchFileException e) {
            return OptionalLong.empty();
        }
    }

    /** Notes that somebody counts on the content; false when it is not there. */
    boolean touch(Digest digest, Instant now) throws IOException {
        try {
            Files.setLastModifiedTime(file(digest), FileTime.from(now));
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Moves a complete file of that digest into the store; the caller has compared them. */
    void take(Path complete, Digest digest, Instant now) throws IOException {
        sync(complete, StandardOpenOption.WRITE);
        Path file = file(digest);
        Files.createDirectories(part(digest));
        Files.move(complete, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        sync(part(digest), StandardOpenOption.READ);
        touch(digest, now);
    }

    /** Deletes what nobody refers to and nobody asked for since. */
    void sweep(Predicate<Digest> referred, Instant since) throws IOException {
        for (Path part : list(folder)) {
            for (Path file : list(part)) {
                Optional<Digest> digest = Digest.parse("sha256:" + file.getFileName());
                if (digest.filter(referred).isEmpty()
                        && Files.getLastModifiedTime(file).toInstant().isBefore(since)) {
                    Files.delete(file);
                }
            }
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static void sync(Path file, StandardOpenOption option) throws IOException {
        try (FileChannel channel = FileChannel.open(file, option)) {
            channel.force(true);
        }
    }
}
