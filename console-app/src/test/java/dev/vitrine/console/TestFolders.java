package dev.vitrine.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders for tests. */
final class TestFolders {
    private TestFolders() {}

    static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }
}
