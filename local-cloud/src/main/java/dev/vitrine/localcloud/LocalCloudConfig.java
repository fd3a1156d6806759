package dev.vitrine.localcloud;

import dev.vitrine.localcloud.container.EngineChoice;
import dev.vitrine.localcloud.ecs.EcsConfig;
import dev.vitrine.localcloud.lambda.LambdaConfig;
import dev.vitrine.localcloud.process.ProcessorGroups;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a local cloud is to run.
 *
 * @param port 0 for any free one
 * @param stateDir the state folder of all of Vitrine; the cloud's is {@code cloud} below it
 * @param imagesDirs folders of unpacked images, searched in order
 * @param processors hold processes to the processors of their task; else they may use all
 */
public record LocalCloudConfig(
        int port,
        Path stateDir,
        List<Path> imagesDirs,
        Clock clock,
        LambdaConfig lambda,
        EcsConfig ecs,
        EngineChoice engine,
        Optional<ProcessorGroups> processors) {
    private static final int DEFAULT_PORT = 4566;

    public LocalCloudConfig {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("The port must be from 0 to 65535, not " + port + ".");
        }
        imagesDirs = List.copyOf(imagesDirs);
    }

    /** With functions and tasks as they run by default. */
    public LocalCloudConfig(int port, Path stateDir, List<Path> imagesDirs, Clock clock) {
        this(port, stateDir, imagesDirs, clock, LambdaConfig.defaults(), EcsConfig.defaults());
    }

    /** With the container engine that answers. */
    public LocalCloudConfig(
            int port, Path stateDir, List<Path> imagesDirs, Clock clock, LambdaConfig lambda, EcsConfig ecs) {
        this(port, stateDir, imagesDirs, clock, lambda, ecs, EngineChoice.AUTO);
    }

    /** With processes that may use all processors. */
    public LocalCloudConfig(
            int port,
            Path stateDir,
            List<Path> imagesDirs,
            Clock clock,
            LambdaConfig lambda,
            EcsConfig ecs,
            EngineChoice engine) {
        this(port, stateDir, imagesDirs, clock, lambda, ecs, engine, Optional.empty());
    }

    /** A cloud on any free port, without images. */
    public static LocalCloudConfig ephemeral(Path stateDir) {
        return new LocalCloudConfig(0, stateDir, List.of(), Clock.systemUTC());
    }

    /**
     * Reads {@code CLOUD_PORT}, {@code STATE_DIR}, {@code CONTAINER_ENGINE}, {@code CPU_LIMITS} and {@code IMAGES_DIR}
     * (several folders are separated as in PATH).
     *
     * @throws StartupException when a value is not understood; the message names the variable
     */
    static LocalCloudConfig of(Map<String, String> environment) throws StartupException {
        String images = environment.getOrDefault("IMAGES_DIR", "");
        List<Path> imagesDirs = images.isBlank()
                ? List.of()
                : List.of(images.split(java.io.File.pathSeparator)).stream()
                        .filter(folder -> !folder.isBlank())
                        .map(Path::of)
                        .toList();
        return new LocalCloudConfig(
                port(environment),
                Path.of(environment.getOrDefault("STATE_DIR", ".vitrine")),
                imagesDirs,
                Clock.systemUTC(),
                LambdaConfig.defaults(),
                EcsConfig.defaults(),
                engine(environment),
                processors(environment));
    }

    private static EngineChoice engine(Map<String, String> environment) throws StartupException {
        String text = environment.getOrDefault("CONTAINER_ENGINE", "").strip();
        return EngineChoice.parse(text.isEmpty() ? "auto" : text)
                .orElseThrow(() -> new StartupException(
                        "CONTAINER_ENGINE must be auto, podman, docker or none, not \"" + text + "\"."));
    }

    private static Optional<ProcessorGroups> processors(Map<String, String> environment) throws StartupException {
        String text = environment.getOrDefault("CPU_LIMITS", "").strip();
        if (text.isEmpty() || text.equals("false")) {
            return Optional.empty();
        }
        if (!text.equals("true")) {
            throw new StartupException("CPU_LIMITS must be true or false, not \"" + text + "\".");
        }
        return Optional.of(ProcessorGroups.find()
                .orElseThrow(() -> new StartupException("CPU_LIMITS=true needs control groups of Linux with the"
                        + " processor's controller that this user may write; run as root, or leave it out.")));
    }

    private static int port(Map<String, String> environment) throws StartupException {
        String text = environment.getOrDefault("CLOUD_PORT", "").strip();
        if (text.isEmpty()) {
            return DEFAULT_PORT;
        }
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65_535) {
            throw new StartupException("CLOUD_PORT must be a port from 0 to 65535, not \"" + text + "\".");
        }
        return Integer.parseInt(text);
    }

    /** Where the cloud keeps its state. */
    Path cloudDir() {
        return stateDir.resolve("cloud");
    }
}
