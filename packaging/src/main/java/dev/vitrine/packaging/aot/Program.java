package dev.vitrine.packaging.aot;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A program of an image.
 *
 * @param app folder that is {@code /app} in the image
 * @param words with which the image starts it; the first is its Java
 * @param environment that the image gives it
 */
public record Program(Path app, List<String> words, Map<String, String> environment) {
    private static final String IN_IMAGE = "/app/";

    public Program {
        app = app.toAbsolutePath();
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }

    Program in(Path otherApp) {
        return new Program(otherApp, words, environment);
    }

    /** A process of it, not started yet, which sees the image's variables and those given. */
    ProcessBuilder process(Path javaHome, List<String> options, Map<String, String> more) {
        List<String> command =
                new ArrayList<>(List.of(javaHome.resolve("bin/java").toString()));
        command.addAll(options);
        words.stream().skip(1).map(this::here).forEach(command::add);
        ProcessBuilder process =
                new ProcessBuilder(command).directory(app.toFile()).redirectErrorStream(true);
        process.environment().clear();
        Map<String, String> variables = new HashMap<>(environment);
        variables.replaceAll((name, value) -> here(value));
        process.environment().putAll(variables);
        process.environment().putAll(more);
        return process;
    }

    private String here(String word) {
        int at = word.indexOf(IN_IMAGE);
        boolean begins = at == 0 || (at > 0 && "=:".indexOf(word.charAt(at - 1)) >= 0);
        return begins ? word.substring(0, at) + app + "/" + word.substring(at + IN_IMAGE.length()) : word;
    }
}
