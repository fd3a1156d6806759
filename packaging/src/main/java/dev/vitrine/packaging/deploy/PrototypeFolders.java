package dev.vitrine.packaging.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folders that hold a prototype. */
public final class PrototypeFolders {
    private PrototypeFolders() {}

    /** Folders directly in this one that hold a {@code prototype.yaml}, by name; empty when there is no such folder. */
    public static List<Path> in(Path prototypes) {
        if (!Files.isDirectory(prototypes)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(prototypes)) {
            return folders.filter(folder -> Files.isRegularFile(folder.resolve("prototype.yaml")))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + prototypes, e);
        }
    }
}
