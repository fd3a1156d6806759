package dev.vitrine.localcloud.registry;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Programs that people push and run images with; tests that need one are skipped where it is not installed. */
public final class Tools {
    private Tools() {}

    /** Skips the test where the program is not installed. */
    public static void require(String program) {
        Assumptions.assumeTrue(
                Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program))),
                program + " is not installed.");
    }

    /** What the program prints; an {@link AssertionError} with it when it fails. */
    public static String run(Path folder, Duration patience, String program, String... words)
            throws IOException, InterruptedException {
        require(program);
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(words));
        Path output = Files.createTempFile(folder, program, ".out");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(patience)) {
            process.destroyForcibly();
            throw new AssertionError(program + " does not end: " + Files.readString(output));
        }
        String printed = Files.readString(output);
        if (process.exitValue() != 0) {
            throw new AssertionError(command + " failed: " + printed);
        }
        return printed;
    }
}
