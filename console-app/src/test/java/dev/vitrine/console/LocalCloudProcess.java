package dev.vitrine.console;

import static org.awaitility.Awaitility.await;

import dev.vitrine.localcloud.LocalCloudMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The local cloud as a program of its own, which can be killed as only a process can. */
final class LocalCloudProcess implements TestCloud.Host {
    private static final String READY = "local cloud ready at ";

    private final Path state;
    private final Path images;
    private @Nullable Process process;

    LocalCloudProcess(Path state, Path images) {
        this.state = state;
        this.images = images;
    }

    @Override
    public URI start(int port) throws IOException {
        Path said = Files.createTempFile(state.toAbsolutePath().getParent(), "local-cloud", ".log");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "-cp",
                        TestClassPath.get(),
                        LocalCloudMain.class.getName()))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment()
                .putAll(Map.of(
                        "CLOUD_PORT",
                        Integer.toString(port),
                        "STATE_DIR",
                        state.toString(),
                        "IMAGES_DIR",
                        images.toString(),
                        "CONTAINER_ENGINE",
                        "none"));
        Process started = builder.start();
        process = started;
        await("the local cloud").atMost(TestConsole.PATIENCE).until(() -> {
            if (!started.isAlive()) {
                throw new IllegalStateException("the local cloud ended: " + Files.readString(said));
            }
            return address(said).isPresent();
        });
        return address(said).orElseThrow();
    }

    private static Optional<URI> address(Path said) {
        try {
            return Files.readAllLines(said).stream()
                    .filter(line -> line.startsWith(READY))
                    .map(line -> URI.create(line.substring(READY.length())))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills it, so that it can do nothing more about it. */
    @Override
    public void kill() {
        end(Process::destroyForcibly);
    }

    /** Lets it end, with everything that it runs. */
    @Override
    public void close() {
        end(Process::destroy);
    }

    private void end(Consumer<Process> how) {
        Process running = process;
        if (running == null) {
            return;
        }
        how.accept(running);
        try {
            running.waitFor();
        } catch (InterruptedException e) {
            running.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        process = null;
    }
}
