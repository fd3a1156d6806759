package dev.vitrine.localcloud.container;

import dev.vitrine.localcloud.process.Launch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How a container is run: by the network of the host, with a root file system that cannot be written but for {@code /tmp},
 * by a user who is not root and has no capabilities.
 */
record RunOptions(Engine engine, String name, Confinement confinement) {
    private static final String SOMEBODY = "1000:1000";

    /** Variables that would tell the engine's client what to do, and so cannot be handed on by its own environment. */
    private static final Pattern CLIENTS = Pattern.compile("(?i)PATH|HOME|TMPDIR|_|GO.*|LD_.*|XDG_.*|DOCKER_.*"
            + "|CONTAINER.*|REGISTRY_.*|STORAGE_.*|PODMAN_.*|DBUS_.*|.*_PROXY");

    /** The client's words. Values of variables are not in them: every user of the machine can read words. */
    List<String> words(Launch launch, String image, Path pidFile) {
        List<String> words = new ArrayList<>(List.of(
                engine.program(),
                "run",
                "--rm",
                "--pull=never",
                "--name",
                name,
                "--network=host",
                "--read-only",
                "--tmpfs",
                "/tmp:rw,mode=1777",
                "--cap-drop=all",
                "--security-opt=no-new-privileges",
                "--log-driver=none",
                "--user",
                user(launch.image().config().user()),
                "--workdir",
                launch.directory(),
                "--entrypoint",
                launch.command().getFirst()));
        if (engine.isPodman()) {
            words.addAll(List.of("--pidfile", pidFile.toString()));
        }
        words.addAll(confinement.words(launch.limits()));
        launch.environment().keySet().stream().sorted().forEach(variable -> {
            boolean clients = CLIENTS.matcher(variable).matches();
            words.add("--env");
            words.add(clients ? variable + "=" + launch.environment().get(variable) : variable);
        });
        words.add(image);
        words.addAll(launch.command().subList(1, launch.command().size()));
        return words;
    }

    /** The client's environment, from which the container gets its own. */
    static Map<String, String> environment(Launch launch) {
        Map<String, String> environment = new HashMap<>(launch.environment());
        environment.keySet().removeIf(variable -> CLIENTS.matcher(variable).matches());
        environment.putAll(Command.environment());
        return environment;
    }

    private static String user(String ofImage) {
        return ofImage.isEmpty() || ofImage.matches("(root|0)(:.*)?") ? SOMEBODY : ofImage;
    }
}
