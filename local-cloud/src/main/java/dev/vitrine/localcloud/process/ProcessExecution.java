package dev.vitrine.localcloud.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A program that runs as a process under its shell. */
final class ProcessExecution implements Execution {
    private static final String IDENTITY = "identity";

    private final Path folder;
    private final @Nullable ProcessHandle program;
    private final long pid;
    private final CompletableFuture<OptionalInt> exit;

    private ProcessExecution(Path folder, long pid, @Nullable ProcessHandle program, CompletableFuture<?> shell) {
        this.folder = folder;
        this.pid = pid;
        this.program = program;
        CompletableFuture<?> ended = program == null
                ? shell
                : shell.thenCompose(
                        _ -> exitCode().isPresent() ? CompletableFuture.completedFuture(program) : program.onExit());
        this.exit = ended.handle((_, _) -> exitCode());
    }

    static ProcessExecution started(Path folder, Process shell, long pid) throws IOException {
        Optional<ProcessHandle> program = ProcessHandle.of(pid);
        Identity identity = new Identity(
                shell.pid(),
                instant(shell.toHandle()),
                pid,
                program.map(ProcessExecution::instant).orElse(Instant.EPOCH));
        Files.writeString(folder.resolve(IDENTITY), identity.text());
        return new ProcessExecution(folder, pid, program.orElse(null), shell.onExit());
    }

    /** The program that was started in the folder, running or ended; empty when none was. */
    static Optional<Execution> adopt(Path folder) {
        if (!Files.exists(folder.resolve(IDENTITY))) {
            return Optional.empty();
        }
        try {
            Identity identity = Identity.parse(Files.readString(folder.resolve(IDENTITY)));
            Optional<ProcessHandle> shell = handle(identity.shell(), identity.shellStart());
            CompletableFuture<?> shellExit =
                    shell.isPresent() ? shell.get().onExit() : CompletableFuture.completedFuture(folder);
            return Optional.of(new ProcessExecution(
                    folder,
                    identity.pid(),
                    handle(identity.pid(), identity.start()).orElse(null),
                    shellExit));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public long pid() {
        return pid;
    }

    @Override
    public boolean alive() {
        return program != null && program.isAlive() && exitCode().isEmpty();
    }

    @Override
    public CompletableFuture<OptionalInt> onExit() {
        return exit;
    }

    @Override
    public Path output() {
        return folder.resolve(ProcessRunner.OUTPUT);
    }

    @Override
    public OptionalLong peakMemory() {
        return ProcessMemory.peak(pid);
    }

    @Override
    public void stop(Duration grace) {
        if (program == null || !alive()) {
            return;
        }
        program.destroy();
        CompletableFuture.delayedExecutor(grace.toMillis(), TimeUnit.MILLISECONDS)
                .execute(this::kill);
    }

    @Override
    public void kill() {
        if (program == null || !alive()) {
            return;
        }
        List<ProcessHandle> descendants = program.descendants().toList();
        program.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
    }

    private OptionalInt exitCode() {
        try {
            return OptionalInt.of(Integer.parseInt(
                    Files.readString(folder.resolve(ProcessRunner.EXIT)).strip()));
        } catch (IOException | NumberFormatException e) {
            return OptionalInt.empty();
        }
    }

    private static Instant instant(ProcessHandle handle) {
        return handle.info().startInstant().orElse(Instant.EPOCH);
    }

    /** The process of that id, unless the id went to another one: the start is compared with a slack of two seconds. */
    private static Optional<ProcessHandle> handle(long pid, Instant start) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(found -> Duration.between(start, instant(found)).abs().toMillis() < 2000);
    }

    private record Identity(long shell, Instant shellStart, long pid, Instant start) {
        String text() {
            return shell + " " + shellStart + " " + pid + " " + start;
        }

        static Identity parse(String text) {
            String[] words = text.strip().split(" ", -1);
            return new Identity(
                    Long.parseLong(words[0]),
                    Instant.parse(words[1]),
                    Long.parseLong(words[2]),
                    Instant.parse(words[3]));
        }
    }
}
