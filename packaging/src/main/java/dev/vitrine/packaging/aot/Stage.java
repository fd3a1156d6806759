package dev.vitrine.packaging.aot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A program's files as an image will hold them. */
final class Stage {
    /** What images give to every file; a cache is of use only with jars of the same time and size. */
    private static final FileTime IMAGE_TIME = FileTime.from(Instant.ofEpochSecond(1));

    private Stage() {}

    /** Copies the jars and links the rest. */
    static Path app(Path source, Path stage) throws IOException {
        Path app = Files.createDirectories(stage.resolve("app"));
        for (Path entry : list(source)) {
            Path target = app.resolve(entry.getFileName().toString());
            if (!entry.endsWith("lib")) {
                Files.createSymbolicLink(target, entry.toAbsolutePath());
                continue;
            }
            Files.createDirectories(target);
            for (Path jar : list(entry)) {
                Path copy = target.resolve(jar.getFileName().toString());
                Files.copy(jar, copy, StandardCopyOption.REPLACE_EXISTING);
                Files.setLastModifiedTime(copy, IMAGE_TIME);
            }
        }
        return app;
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        }
    }
}
