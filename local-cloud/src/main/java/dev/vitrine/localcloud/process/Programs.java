package dev.vitrine.localcloud.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** Finds the file that a command's first word means. */
final class Programs {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private Programs() {}

    /** {@code java} is the JDK that runs the local cloud; other words are looked up in the program's own PATH. */
    static String resolve(String word, Path directory, Map<String, String> environment) throws LaunchException {
        if (word.equals("java")) {
            return JAVA.toString();
        }
        if (!Files.isDirectory(directory)) {
            throw new LaunchException(
                    "failed to create new container runtime task: chdir to cwd: no such directory " + directory);
        }
        if (word.contains("/")) {
            Path file = directory.resolve(word);
            if (Files.isExecutable(file) && Files.isRegularFile(file)) {
                return word;
            }
            throw new LaunchException(missing(word, "no such file or directory"));
        }
        return Arrays.stream(environment.getOrDefault("PATH", "/usr/bin:/bin").split(":"))
                .map(folder -> Path.of(folder, word))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .map(Path::toString)
                .findFirst()
                .orElseThrow(() -> new LaunchException(missing(word, "executable file not found in $PATH")));
    }

    private static String missing(String word, String why) {
        return "failed to create new container runtime task: exec: \"" + word + "\": " + why;
    }
}
