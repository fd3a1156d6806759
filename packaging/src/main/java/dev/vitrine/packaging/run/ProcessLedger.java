package dev.vitrine.packaging.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Every process of a run on paper, so that also those are ended whose parent is gone: workers outlive a killed local
 * cloud, and everything outlives a killed run. A process is known by its id and the instant of its start.
 */
final class ProcessLedger {
    private final Path file;
    private final Set<Entry> entries = new LinkedHashSet<>();

    private record Entry(long pid, Instant started) {
        static Optional<Entry> of(ProcessHandle process) {
            return process.info().startInstant().map(started -> new Entry(process.pid(), started));
        }

        Optional<ProcessHandle> running() {
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> of(process).filter(this::isSame).isPresent());
        }

        /** The system's clock of process starts may shift a little between two readers. */
        private boolean isSame(Entry other) {
            return Duration.between(started, other.started).abs().compareTo(Duration.ofSeconds(2)) < 0;
        }
    }

    ProcessLedger(Path file) {
        this.file = file;
        if (Files.exists(file)) {
            try {
                Files.readAllLines(file).stream()
                        .map(line -> line.split(" ", 2))
                        .map(words -> new Entry(Long.parseLong(words[0]), Instant.parse(words[1])))
                        .forEach(entries::add);
            } catch (IOException | RuntimeException e) {
                throw new CannotRunException("The list of processes " + file
                        + " cannot be read; see with ps that no process of Vitrine runs, and delete it.");
            }
        }
    }

    /** Writes down these processes and their descendants. */
    synchronized void add(Collection<ProcessHandle> roots) {
        Set<Entry> before = Set.copyOf(entries);
        entries.removeIf(entry -> entry.running().isEmpty());
        roots.stream()
                .flatMap(root -> Stream.concat(Stream.of(root), root.descendants()))
                .flatMap(process -> Entry.of(process).stream())
                .forEach(entries::add);
        if (!entries.equals(before)) {
            save();
        }
    }

    /** The written down processes that still run. */
    synchronized List<ProcessHandle> running() {
        return entries.stream().flatMap(entry -> entry.running().stream()).toList();
    }

    /** Asks all of these to end, and kills those that have not within the time. */
    static void end(Collection<ProcessHandle> processes, Duration patience) {
        processes.forEach(ProcessHandle::destroy);
        CompletableFuture<Void> ended = CompletableFuture.allOf(
                processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new));
        ended.copy()
                .completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        processes.stream().filter(ProcessHandle::isAlive).forEach(ProcessHandle::destroyForcibly);
        ended.copy().completeOnTimeout(null, 5, TimeUnit.SECONDS).join();
    }

    private void save() {
        StringBuilder text = new StringBuilder();
        entries.forEach(entry ->
                text.append(entry.pid).append(' ').append(entry.started).append('\n'));
        try {
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(fresh, text);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
