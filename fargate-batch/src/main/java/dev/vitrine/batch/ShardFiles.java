package dev.vitrine.batch;

import dev.vitrine.common.result.OutcomeRecords;
import dev.vitrine.common.result.ResultIndex;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The files of a shard in a folder of their own, which goes when the work on the shard ends. */
final class ShardFiles implements AutoCloseable {
    private final Path folder;
    private final OutputStream results;
    private final OutputStream rejects;
    private final ResultIndex.Builder index = new ResultIndex.Builder();
    private long rejectCount;

    private ShardFiles(Path folder) throws IOException {
        this.folder = folder;
        this.results = new BufferedOutputStream(Files.newOutputStream(resultsFile()), 1 << 16);
        this.rejects = new BufferedOutputStream(Files.newOutputStream(rejectsFile()), 1 << 13);
    }

    static ShardFiles create() {
        try {
            return new ShardFiles(Files.createTempDirectory("vitrine-shard-"));
        } catch (IOException e) {
            throw new AttemptFailedException("the worker cannot write temporary files: " + e.getMessage(), e);
        }
    }

    Path input() {
        return folder.resolve("input.csv");
    }

    Path resultsFile() {
        return folder.resolve("results.csv");
    }

    Path rejectsFile() {
        return folder.resolve("rejects.csv");
    }

    void write(OutcomeRecords block) {
        try {
            results.write(block.results().bytes());
            rejects.write(block.rejects().bytes());
        } catch (IOException e) {
            throw new AttemptFailedException("the worker cannot write temporary files: " + e.getMessage(), e);
        }
        for (int length : block.results().lengths()) {
            index.add(length);
        }
        rejectCount += block.rejects().lengths().length;
    }

    /** Ends writing; returns the index. */
    byte[] finish() {
        try {
            results.close();
            rejects.close();
        } catch (IOException e) {
            throw new AttemptFailedException("the worker cannot write temporary files: " + e.getMessage(), e);
        }
        return index.toBytes();
    }

    long rejects() {
        return rejectCount;
    }

    @Override
    public void close() {
        try {
            results.close();
            rejects.close();
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + folder, e);
        }
    }
}
