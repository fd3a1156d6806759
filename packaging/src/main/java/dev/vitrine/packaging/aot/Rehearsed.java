package dev.vitrine.packaging.aot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A process of a rehearsal, with what it printed. */
final class Rehearsed implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int LAST_LINES = 12;

    private final String what;
    private final Process process;
    private final Path output;

    private Rehearsed(String what, Process process, Path output) {
        this.what = what;
        this.process = process;
        this.output = output;
    }

    static Rehearsed start(String what, ProcessBuilder builder, Path output) throws IOException {
        Process process = builder.redirectOutput(output.toFile()).start();
        process.getOutputStream().close();
        return new Rehearsed(what, process, output);
    }

    /** Waits for a line, and gives what the function finds in it. */
    String await(Function<String, Optional<String>> found) throws RecordingException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            boolean alive = process.isAlive();
            Optional<String> line =
                    lines().stream().map(found).flatMap(Optional::stream).findFirst();
            if (line.isPresent()) {
                return line.get();
            }
            if (!alive || System.nanoTime() > deadline) {
                throw failure(alive ? "said nothing in time" : "ended early");
            }
            process.waitFor(20, TimeUnit.MILLISECONDS);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** What it has taken of processors so far; nothing where the system does not tell. */
    Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Asks it to end. */
    void end() {
        process.destroy();
    }

    /** Waits until it is gone. */
    int exit() throws RecordingException, InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw failure("did not end in time");
        }
        return process.exitValue();
    }

    RecordingException failure(String why) {
        List<String> lines;
        try {
            lines = lines();
        } catch (RecordingException e) {
            lines = List.of();
        }
        String last = String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        return new RecordingException("The rehearsal failed: the " + what + " " + why + ".\n" + last);
    }

    List<String> lines() throws RecordingException {
        try {
            return new String(Files.readAllBytes(output), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new RecordingException("cannot read " + output, e);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
