package dev.vitrine.localcloud.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A program of this machine to start.
 *
 * @param command the program and its arguments, not empty
 * @param directory where it starts
 * @param environment all that it sees; nothing is inherited
 * @param folder where its output and its exit code are kept; made when missing, the program's alone
 */
public record Program(List<String> command, Path directory, Map<String, String> environment, Path folder) {
    public Program {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("no command specified");
        }
    }
}
