package dev.vitrine.packaging.run;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A program that is kept running: its output goes to a log file, and when it ends by itself it is started again, after
 * pauses that grow while it keeps ending early.
 */
final class ManagedProcess {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** Who has run this long gets the first pause again. */
    private static final Duration STEADY = Duration.ofSeconds(20);

    private final String name;
    private final Path log;
    private final Supplier<ProcessBuilder> program;
    private final PrintStream out;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable Process process;

    /**
     * @param name as people read it, such as "local cloud"
     * @param program makes the process; called for each start
     */
    ManagedProcess(String name, Path log, Supplier<ProcessBuilder> program, PrintStream out) {
        this.name = name;
        this.log = log;
        this.program = program;
        this.out = out;
    }

    String name() {
        return name;
    }

    /** Starts it and keeps it running until {@link #leaveStopped}. */
    void start() {
        launch();
        Thread.ofVirtual().name("keep " + name).start(this::keepRunning);
    }

    /** The process as it is now, if it runs. */
    Optional<ProcessHandle> handle() {
        return Optional.ofNullable(process).filter(Process::isAlive).map(Process::toHandle);
    }

    /** From now on it is not started again; the caller ends what runs. */
    void leaveStopped() {
        stopping.countDown();
    }

    /**
     * Waits until the program answers.
     *
     * @throws CannotRunException when it ended before, or does not answer in time; with the end of its log
     */
    void awaitReady(Probe probe, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (!probe.answers()) {
            Process current = process;
            if (current == null || !current.isAlive()) {
                throw new CannotRunException(
                        "The " + name + " did not start. Its log " + log + " ends with:\n" + tail());
            }
            if (System.nanoTime() > end) {
                throw new CannotRunException("The " + name + " started but did not answer within "
                        + patience.toSeconds() + " s. Its log " + log + " ends with:\n" + tail());
            }
            pause(Duration.ofMillis(25));
        }
    }

    private void keepRunning() {
        Duration pause = FIRST_PAUSE;
        while (true) {
            long began = System.nanoTime();
            Process current = process;
            int exit = current == null ? -1 : await(current);
            if (System.nanoTime() - began > STEADY.toNanos()) {
                pause = FIRST_PAUSE;
            }
            if (pause(pause)) {
                return;
            }
            out.println(
                    "The " + name + " ended unexpectedly (" + words(exit) + "); starting it again. Its log: " + log);
            pause = min(pause.multipliedBy(3), LONGEST_PAUSE);
            try {
                launch();
            } catch (CannotRunException e) {
                out.println(e.getMessage());
            }
        }
    }

    private void launch() {
        ProcessBuilder builder = program.get();
        // Ctrl-C in a terminal reaches every process of its group; these shall end in order, so they ignore it.
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh"));
        command.addAll(builder.command());
        builder.command(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        synchronized (stopping) {
            if (stopping.getCount() == 0) {
                return;
            }
            try {
                process = builder.start();
            } catch (IOException e) {
                throw new CannotRunException("The " + name + " cannot be started (" + e.getMessage() + ").");
            }
        }
    }

    private String tail() {
        try {
            List<String> lines = Files.readAllLines(log);
            return "  " + String.join("\n  ", lines.subList(Math.max(0, lines.size() - 8), lines.size()));
        } catch (IOException e) {
            return "  (it cannot be read)";
        }
    }

    private static String words(int exit) {
        return exit > 128 ? "signal " + (exit - 128) : "exit code " + exit;
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static int await(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }

    /** Returns whether it shall be left stopped. */
    private boolean pause(Duration pause) {
        try {
            return stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }

    /** Whether a program answers now. */
    interface Probe {
        boolean answers();
    }
}
