package dev.vitrine.localcloud;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The local cloud as a program of its own, which a test can end or kill. */
public final class CloudProcess implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("local cloud ready at http://localhost:(\\d+)\\R");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final Path out;
    private final Path err;

    private CloudProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts it and returns at once; output goes into files below {@code folder}. */
    public static CloudProcess launch(Path folder, Map<String, String> environment) throws IOException {
        Path out = Files.createTempFile(folder, "cloud", ".out");
        Path err = Files.createTempFile(folder, "cloud", ".err");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dvitrine.role=local-cloud",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LocalCloudMain.class.getName())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        return new CloudProcess(builder.start(), out, err);
    }

    /** Starts it on a free port and returns when it is ready. */
    public static CloudProcess start(Path folder, Path stateDir) throws IOException {
        CloudProcess cloud = launch(folder, Map.of("CLOUD_PORT", "0", "STATE_DIR", stateDir.toString()));
        await("ready line").atMost(PATIENCE).until(() -> cloud.isReady() || !cloud.process.isAlive());
        if (!cloud.isReady()) {
            throw new IllegalStateException("The local cloud ended: " + cloud.errors());
        }
        return cloud;
    }

    private boolean isReady() throws IOException {
        return READY.matcher(output()).find();
    }

    /** With a number for its host. */
    public URI endpoint() throws IOException {
        Matcher ready = READY.matcher(output());
        if (!ready.find()) {
            throw new IllegalStateException("The local cloud is not ready.");
        }
        return URI.create("http://127.0.0.1:" + ready.group(1));
    }

    public String output() throws IOException {
        return Files.readString(out);
    }

    public String errors() throws IOException {
        return Files.readString(err);
    }

    /** As Ctrl-C or {@code kill} would end it. */
    public int terminate() throws InterruptedException {
        process.destroy();
        return exitCode();
    }

    /** As {@code kill -9} or a power failure would end it. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Waits for its end. */
    public int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE)) {
            throw new IllegalStateException("The local cloud does not end.");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        kill();
    }
}
