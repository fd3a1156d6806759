package dev.vitrine.packaging.image;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The jars that a module runs with: its own, and the runtime class path that its build wrote down. */
final class Jars {
    private Jars() {}

    /** Its own jar first; the build must have packaged the module. */
    static List<Path> of(Path module, String version) {
        Path target = module.resolve("target");
        Path own = target.resolve(module.getFileName() + "-" + version + ".jar");
        Path classPath = target.resolve("runtime.classpath");
        if (!Files.isRegularFile(own) || !Files.isRegularFile(classPath)) {
            throw new IllegalStateException(module + " is not packaged; run mvn package from the root");
        }
        try {
            Stream<Path> others = Stream.of(Files.readString(classPath).strip().split(File.pathSeparator))
                    .filter(path -> !path.isBlank())
                    .map(Path::of);
            return Stream.concat(Stream.of(own), others).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + classPath, e);
        }
    }
}
