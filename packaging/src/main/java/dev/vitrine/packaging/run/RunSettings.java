package dev.vitrine.packaging.run;

import java.nio.file.Path;
import java.util.Map;

/**
 * What a person may set before {@code make run}.
 *
 * @param port of the frontend
 * @param cloudPort of the local cloud
 * @param password with which anyone signs in
 * @param stateDir absolute; kept between runs
 */
public record RunSettings(int port, int cloudPort, String password, Path stateDir) {
    private static final int SHORTEST_PASSWORD = 6;

    public RunSettings {
        if (password.length() < SHORTEST_PASSWORD) {
            throw new CannotRunException("PASSWORD has less than " + SHORTEST_PASSWORD
                    + " characters; set it to a longer one, or leave it out.");
        }
        if (port == cloudPort) {
            throw new CannotRunException("PORT and CLOUD_PORT are both " + port + "; give one of them another number.");
        }
    }

    /**
     * Reads {@code PORT}, {@code CLOUD_PORT}, {@code PASSWORD} and {@code STATE_DIR}.
     *
     * @throws CannotRunException when one makes no sense
     */
    public static RunSettings from(Map<String, String> environment) {
        return new RunSettings(
                port(environment, "PORT", 8080),
                port(environment, "CLOUD_PORT", 4566),
                environment.getOrDefault("PASSWORD", "vitrine"),
                Path.of(environment.getOrDefault("STATE_DIR", ".vitrine"))
                        .toAbsolutePath()
                        .normalize());
    }

    private static int port(Map<String, String> environment, String name, int usual) {
        String text = environment.getOrDefault(name, String.valueOf(usual));
        try {
            int port = Integer.parseInt(text.strip());
            if (port >= 1 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number out of range.
        }
        throw new CannotRunException(name + " must be a port from 1 to 65535, not '" + text + "'.");
    }
}
