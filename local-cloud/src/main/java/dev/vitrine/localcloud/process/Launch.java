package dev.vitrine.localcloud.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A program of an image to start.
 *
 * @param command the program and its arguments as the image means them, not empty
 * @param directory where it starts, within the image
 * @param environment what it is to see; the host's variables are not inherited
 * @param folder where its output and its exit code are kept; made when missing, the program's alone
 */
public record Launch(
        Image image,
        List<String> command,
        String directory,
        Map<String, String> environment,
        Path folder,
        Limits limits) {
    /**
     * What a container may use at most; a process only where control groups are used.
     *
     * @param memory MiB, 0 for any
     * @param cpus processors, 0 for any
     */
    public record Limits(int memory, double cpus) {
        public static final Limits NONE = new Limits(0, 0);
    }

    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("no command specified");
        }
    }
}
