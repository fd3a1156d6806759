package dev.vitrine.packaging.image;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An image as a folder: {@code config.json} and, under {@code rootfs}, its application layers.
 *
 * @param folder such as {@code images/vitrine/frontend/latest}
 */
public record ImageFolder(Path folder) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    public Path configFile() {
        return folder.resolve("config.json");
    }

    /** What the image holds, one line per file: equal text means an equal image. */
    Path contentFile() {
        return folder.resolve("content.txt");
    }

    /** The application's folder: the working directory of its processes. */
    public Path app() {
        return folder.resolve("rootfs/app");
    }

    public ImageConfig config() {
        try {
            return JSON.readValue(configFile().toFile(), ImageConfig.class);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + configFile(), e);
        }
    }

    void write(ImageConfig config) {
        try {
            Files.writeString(configFile(), JSON.writeValueAsString(config) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + configFile(), e);
        }
    }

    /** A process of this image with that JDK, not started yet, with the environment as given and no other. */
    public ProcessBuilder process(Path javaHome, Map<String, String> environment) {
        ImageConfig config = config();
        List<String> command = new ArrayList<>(config.entrypoint());
        command.addAll(config.cmd());
        if (command.getFirst().equals("java")) {
            command.set(0, javaHome.resolve("bin/java").toString());
        }
        ProcessBuilder process = new ProcessBuilder(command)
                .directory(folder.resolve("rootfs" + config.workingDir()).toFile());
        process.environment().clear();
        for (String variable : config.env()) {
            int equals = variable.indexOf('=');
            process.environment().put(variable.substring(0, equals), variable.substring(equals + 1));
        }
        process.environment().putAll(environment);
        return process;
    }
}
