package dev.vitrine.localcloud.container;

import dev.vitrine.localcloud.process.LaunchException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A container engine that answers.
 *
 * @param program its client, {@code podman} or {@code docker}
 */
record Engine(String program) {
    private static final Duration SHORT = Duration.ofSeconds(20);
    private static final Duration PULL = Duration.ofMinutes(15);

    /** Finds the first engine of the choice that answers. */
    static Optional<Engine> find(EngineChoice choice) {
        return choice.programs().stream()
                .map(Engine::new)
                .filter(Engine::answers)
                .findFirst();
    }

    boolean isPodman() {
        return program.equals("podman");
    }

    /** Whether the engine holds the image of that name. */
    boolean has(String name) {
        return Command.run(SHORT, List.of(program, "image", "inspect", "--format", "{{.Id}}", name))
                        .code()
                == 0;
    }

    /** The images of a repository that the engine holds, by name and digest. */
    List<String> images(String repository) {
        List<String> words = List.of(
                program,
                "images",
                "--no-trunc",
                "--digests",
                "--filter",
                "reference=" + repository,
                "--format",
                "{{.Repository}}@{{.Digest}}");
        return Command.run(SHORT, words)
                .output()
                .lines()
                .filter(it -> it.startsWith(repository + "@sha256:"))
                .distinct()
                .toList();
    }

    /** Deletes an image, unless a container uses it. */
    void remove(String name) {
        Command.run(SHORT, List.of(program, "rmi", name));
    }

    /**
     * Gets an image.
     *
     * @param registry where the registry answers
     * @param folder for the credentials, which the local cloud's registry does not look at
     */
    void pull(String name, URI registry, Path folder) throws LaunchException {
        Path credentials = folder.resolve("config.json");
        try {
            Files.createDirectories(folder);
            String auth = Base64.getEncoder().encodeToString("AWS:vitrine".getBytes(StandardCharsets.UTF_8));
            Files.writeString(
                    credentials, "{\"auths\":{\"" + registry.getAuthority() + "\":{\"auth\":\"" + auth + "\"}}}");
        } catch (IOException e) {
            throw new LaunchException("CannotPullContainerError: " + e.getMessage(), e);
        }
        List<String> words = isPodman()
                ? List.of(program, "pull", "--quiet", "--tls-verify=false", "--authfile", credentials.toString(), name)
                : List.of(program, "--config", folder.toString(), "pull", "--quiet", name);
        Command.Result pulled = Command.run(PULL, words);
        if (pulled.code() != 0) {
            throw new LaunchException("CannotPullContainerError: " + pulled.output());
        }
    }

    /** The process id of a running container's program; empty when it does not run, or not on this machine. */
    OptionalLong pid(String container) {
        Command.Result result =
                Command.run(SHORT, List.of(program, "inspect", "--format", "{{.State.Pid}}", container));
        return result.code() == 0 && result.output().matches("[1-9]\\d{0,9}")
                ? OptionalLong.of(Long.parseLong(result.output()))
                : OptionalLong.empty();
    }

    /** Sends SIGKILL to everything in a container. */
    void kill(String container) {
        Command.run(SHORT, List.of(program, "kill", "--signal", "KILL", container));
    }

    private boolean answers() {
        String format = isPodman() ? "{{.Host.OCIRuntime.Name}}" : "{{.ServerVersion}}";
        Command.Result result = Command.run(SHORT, List.of(program, "info", "--format", format));
        return result.code() == 0 && !result.output().isEmpty();
    }
}
