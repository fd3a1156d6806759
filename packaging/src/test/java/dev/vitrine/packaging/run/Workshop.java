package dev.vitrine.packaging.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** Makes prototypes with something wrong in them, and publishes them as a scientist does. */
public final class Workshop {
    private final Path prototypes;

    Workshop(Path folder) {
        this.prototypes = folder;
    }

    /** A copy of banknote under another name whose model file was cut off. */
    void cutOffModel(String name) throws IOException {
        Path folder = banknote(name, manifest -> manifest);
        try (Stream<Path> files = Files.list(folder.resolve("model"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".params")).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
            }
        }
    }

    /** A copy of banknote under another name whose jobs are done by at most so many workers. */
    void workers(String name, int maxWorkers) throws IOException {
        banknote(name, manifest -> {
            assertThat(manifest).contains("maxWorkers: ");
            return manifest.replaceFirst("maxWorkers: \\d+", "maxWorkers: " + maxWorkers);
        });
    }

    /** A copy of banknote under another name whose examples are done at that time; returns its folder. */
    Path scheduled(String name, String when) throws IOException {
        return banknote(name, manifest -> manifest + "schedule: {when: " + when + ", table: data/examples.csv}\n");
    }

    private Path banknote(String name, UnaryOperator<String> change) throws IOException {
        Path original = RunCommand.PROTOTYPES.resolve("banknote");
        Path folder = prototypes.resolve(name);
        for (String part : List.of("model", "data")) {
            Files.createDirectories(folder.resolve(part));
            try (Stream<Path> files = Files.list(original.resolve(part))) {
                for (Path file : files.toList()) {
                    Files.copy(file, folder.resolve(part).resolve(file.getFileName()));
                }
            }
        }
        String manifest = Files.readString(original.resolve("prototype.yaml"));
        Files.writeString(
                folder.resolve("prototype.yaml"),
                change.apply(manifest.replace("name: banknote\n", "name: " + name + "\n")));
        return folder;
    }

    /** A jar that holds one class. */
    public static void jar(Class<?> type, Path file) throws IOException {
        String entry = type.getName().replace('.', '/') + ".class";
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out);
                InputStream bytes = type.getResourceAsStream("/" + entry)) {
            jar.putNextEntry(new ZipEntry(entry));
            assertThat(bytes).isNotNull();
            bytes.transferTo(jar);
        }
    }

    /** A prototype whose class throws. */
    void throwingClass(String name) throws IOException {
        Path folder = Files.createDirectories(prototypes.resolve(name));
        jar(ThrowingPredictor.class, folder.resolve("throwing.jar"));
        Files.writeString(folder.resolve("prototype.yaml"), """
                name: %s
                title: What day is it?
                summary: Has a mistake in it.
                inputs:
                  - {name: x, type: number}
                outputs:
                  - {name: y, type: number}
                predictor: {class: %s, jar: throwing.jar}
                """.formatted(name, ThrowingPredictor.class.getName()));
    }

    void publish(RunningVitrine vitrine) throws IOException, InterruptedException {
        ProcessBuilder command = RunCommand.deploy("publish", vitrine.cloud(), prototypes);
        Process process = command.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
