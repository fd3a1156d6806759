package dev.vitrine.localcloud.registry;

import dev.vitrine.localcloud.registry.RegistryException.Code;
import dev.vitrine.localcloud.state.JsonTable;
import dev.vitrine.localcloud.state.StateFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** Blobs that are being pushed: each is a file that grows, and can be resumed at its end after any interruption. */
final class Uploads {
    private static final int BUFFER = 256 * 1024;

    /** An upload as it is stored. */
    record Upload(String id, String repository, long startedAt) {}

    private final Path folder;
    private final JsonTable<Upload> table;
    private final long maxBlob;
    private final Clock clock;
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

    Uploads(Path folder, StateFile state, long maxBlob, Clock clock) throws IOException {
        this.folder = folder;
        this.table = state.table("uploads", Upload.class);
        this.maxBlob = maxBlob;
        this.clock = clock;
        Files.createDirectories(folder);
    }

    Upload start(String repository) throws IOException {
        Upload upload = new Upload(UUID.randomUUID().toString(), repository, clock.millis());
        Files.createFile(file(upload));
        table.put(upload.id(), upload);
        return upload;
    }

    Upload require(String repository, String id) {
        return table.get(id)
                .filter(upload -> upload.repository().equals(repository))
                .orElseThrow(() -> unknown(id));
    }

    /** Bytes that have arrived. */
    long size(Upload upload) throws IOException {
        try {
            return Files.size(file(upload));
        } catch (NoSuchFileException e) {
            throw unknown(upload.id());
        }
    }

    /**
     * Appends what the client sends; when it goes away early, what has come is kept.
     *
     * @return the size now, bytes
     * @throws RegistryException when it becomes too large; the upload is given up
     */
    long append(Upload upload, InputStream body) throws IOException {
        long size = size(upload);
        byte[] buffer = new byte[BUFFER];
        try (OutputStream out = Files.newOutputStream(file(upload), StandardOpenOption.APPEND)) {
            for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                size += n;
                if (size > maxBlob) {
                    cancel(upload);
                    throw new RegistryException(
                            413, Code.SIZE_INVALID, "A blob may have at most " + maxBlob + " bytes.");
                }
                out.write(buffer, 0, n);
            }
        }
        return size;
    }

    /** The file of everything that has arrived. */
    Path file(Upload upload) {
        return folder.resolve(upload.id());
    }

    void cancel(Upload upload) throws IOException {
        table.remove(upload.id());
        Files.deleteIfExists(file(upload));
    }

    /** Lets one request at a time work on an upload. */
    Exclusive exclusively(Upload upload) {
        ReentrantLock lock = locks.computeIfAbsent(upload.id(), _ -> new ReentrantLock());
        if (!lock.tryLock()) {
            throw new RegistryException(
                    409, Code.BLOB_UPLOAD_INVALID, "Another request is writing to the upload " + upload.id() + ".");
        }
        return () -> {
            locks.remove(upload.id(), lock);
            lock.unlock();
        };
    }

    /** The end of exclusive work. */
    interface Exclusive extends AutoCloseable {
        @Override
        void close();
    }

    /** Deletes what was not touched since, and files that no upload belongs to. */
    void sweep(Instant since) throws IOException {
        for (Upload upload : table.values()) {
            Path file = file(upload);
            if (!Files.exists(file)
                    || Files.getLastModifiedTime(file).toInstant().isBefore(since)) {
                cancel(upload);
            }
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (table.get(file.getFileName().toString()).isEmpty()
                        && Files.getLastModifiedTime(file).toInstant().isBefore(since)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    void cancelAll(String repository) throws IOException {
        List<Upload> left = table.values().stream()
                .filter(upload -> upload.repository().equals(repository))
                .toList();
        for (Upload upload : left) {
            cancel(upload);
        }
    }

    private static RegistryException unknown(String id) {
        return new RegistryException(Code.BLOB_UPLOAD_UNKNOWN, "The upload " + id + " is not known to the registry.");
    }
}
