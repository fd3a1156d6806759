package dev.vitrine.packaging.run;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A script in {@code bench/}, run by the first Python that has what it needs; {@code -Dvitrine.python=} names another. */
final class PythonScript {
    private static final List<String> PYTHONS = List.of("python3", "/usr/bin/python3");

    private PythonScript() {}

    /**
     * How it went.
     *
     * @param done false where it was skipped or failed
     * @param said what it printed, or why it was skipped
     */
    record Outcome(boolean done, String said) {}

    static Outcome run(String name, String... arguments) throws InterruptedException {
        String named = System.getProperty("vitrine.python", "");
        String said = "skipped, there is no python3";
        for (String python : named.isEmpty() ? PYTHONS : List.of(named)) {
            List<String> command =
                    new ArrayList<>(List.of(python, Path.of("..", "bench", name).toString()));
            command.addAll(List.of(arguments));
            try {
                Process process = new ProcessBuilder(command)
                        .redirectError(Redirect.INHERIT)
                        .start();
                said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
                if (process.waitFor() == 0) {
                    return new Outcome(true, said);
                }
            } catch (IOException e) {
                // Said below, unless the next one is there.
            }
        }
        return new Outcome(false, said);
    }
}
