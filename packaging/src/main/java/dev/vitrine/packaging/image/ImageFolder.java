package dev.vitrine.packaging.image;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.vitrine.packaging.aot.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /** How the image is started, with the class path written out: a wildcard has the order of the file system. */
    List<String> entrypoint() throws IOException {
        List<String> words = new ArrayList<>(config().entrypoint());
        int classPath = words.indexOf("-cp") + 1;
        try (Stream<Path> jars = Files.list(app().resolve("lib"))) {
            words.set(
                    classPath,
                    jars.map(jar -> "lib/" + jar.getFileName()).sorted().collect(Collectors.joining(":")));
        }
        return words;
    }

    /** What the image starts, without the layers of a container. */
    public Program program() throws IOException {
        ImageConfig config = config();
        List<String> words = entrypoint();
        words.addAll(config.cmd());
        return new Program(app(), words, config.variables());
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
        process.environment().putAll(config.variables());
        process.environment().putAll(environment);
        return process;
    }
}
