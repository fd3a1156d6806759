package dev.vitrine.packaging.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A started Vitrine on free ports with a state folder of its own; {@link #close} ends it as Ctrl-C does. */
public final class RunningVitrine implements AutoCloseable {
    private static final String PASSWORD = "a test's password";

    private final Path state;
    private final int port = RunCommand.freePort();
    private final int cloudPort = RunCommand.freePort();
    private final List<String> output = new CopyOnWriteArrayList<>();
    private final Process process;

    private RunningVitrine(Path state, Path prototypes, Map<String, String> more) {
        this.state = state;
        Map<String, String> settings = new HashMap<>(Map.of(
                "PORT", String.valueOf(port),
                "CLOUD_PORT", String.valueOf(cloudPort),
                "PASSWORD", PASSWORD,
                "STATE_DIR", state.toString()));
        settings.putAll(more);
        try {
            process = RunCommand.of(prototypes, settings).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::collectOutput);
    }

    /** With the prototypes of the source tree. */
    public static RunningVitrine start() {
        return start(newFolder(), RunCommand.PROTOTYPES);
    }

    /** With the prototypes of the source tree, and further settings. */
    static RunningVitrine start(Map<String, String> settings) {
        return start(newFolder(), RunCommand.PROTOTYPES, settings);
    }

    /** Returns when it says that it is ready. */
    public static RunningVitrine start(Path state, Path prototypes) {
        return start(state, prototypes, Map.of());
    }

    private static RunningVitrine start(Path state, Path prototypes, Map<String, String> settings) {
        RunningVitrine vitrine = new RunningVitrine(state, prototypes, settings);
        try {
            await().atMost(Duration.ofMinutes(3)).until(() -> vitrine.isReady() || !vitrine.process.isAlive());
            assertThat(vitrine.isReady())
                    .withFailMessage(() -> "Vitrine did not start:\n" + String.join("\n", vitrine.output))
                    .isTrue();
            return vitrine;
        } catch (RuntimeException | AssertionError e) {
            vitrine.close();
            throw e;
        }
    }

    /** Such as {@code http://localhost:41234}. */
    public URI web() {
        return URI.create("http://localhost:" + port);
    }

    public URI cloud() {
        return URI.create("http://localhost:" + cloudPort);
    }

    /** What anyone signs in with. */
    public String password() {
        return PASSWORD;
    }

    Path state() {
        return state;
    }

    List<String> output() {
        return output;
    }

    Process process() {
        return process;
    }

    ApiClient api() {
        return new ApiClient(web(), PASSWORD);
    }

    /** Processes of a role, such as {@code batch}, that this run or its local cloud started and that run now. */
    List<ProcessHandle> processes(String role) {
        return written()
                .filter(handle -> handle.info()
                        .arguments()
                        .map(arguments -> List.of(arguments).contains("-Dvitrine.role=" + role)
                                && !handle.info().command().orElse("").endsWith("sh"))
                        .orElse(false))
                .toList();
    }

    private Stream<ProcessHandle> written() {
        try {
            Stream<ProcessHandle> ledger = Files.readAllLines(state.resolve("run/processes")).stream()
                    .flatMap(line -> ProcessHandle.of(Long.parseLong(line.split(" ", 2)[0])).stream());
            return Stream.concat(ledger, process.descendants()).distinct().filter(ProcessHandle::isAlive);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isReady() {
        return output.stream().anyMatch(line -> line.contains("Ctrl-C ends everything"));
    }

    private void collectOutput() {
        try (BufferedReader reader = process.inputReader()) {
            reader.lines().forEach(output::add);
        } catch (IOException | UncheckedIOException e) {
            // The process is gone.
        }
    }

    static Path newFolder() {
        try {
            return Files.createTempDirectory("vitrine-run");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks it to end; returns its exit code when all its processes are gone. */
    int end() {
        try {
            process.destroy();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroy();
                process.waitFor(10, TimeUnit.SECONDS);
            }
            return process.waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        end();
        try (Stream<Path> files = Files.walk(state)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
