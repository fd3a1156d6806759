package dev.vitrine.localcloud.dynamodb.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The logs in a store's folder, one of each generation: what came after a generation was saved is in its log. */
record LogFiles(Path folder) {
    private static final String PREFIX = "log.";

    private Path file(long generation) {
        return folder.resolve(PREFIX + generation);
    }

    /** Begins the log of a generation, empty. */
    WriteAheadLog create(long generation) {
        return WriteAheadLog.create(file(generation));
    }

    /** Gives each batch of the logs from a generation on; returns the first generation that has none. */
    long replay(long from, Consumer<List<Change>> batches) {
        long generation = from;
        while (Files.exists(file(generation))) {
            WriteAheadLog.replay(file(generation), batches);
            generation++;
        }
        return generation;
    }

    /** Removes the logs of generations that are saved. */
    void removeBefore(long generation) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(it -> isBefore(it, generation)).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove an old log in " + folder, e);
        }
    }

    private static boolean isBefore(Path file, long generation) {
        String name = Objects.requireNonNull(file.getFileName()).toString();
        return name.startsWith(PREFIX) && Long.parseLong(name.substring(PREFIX.length())) < generation;
    }
}
