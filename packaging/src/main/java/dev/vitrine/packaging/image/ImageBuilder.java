package dev.vitrine.packaging.image;

import dev.vitrine.common.artifact.Publisher;
import dev.vitrine.common.prototype.Prototype;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Builds one image folder from the jars of a module. An image that is up to date is left alone; a new one appears whole.
 *
 * @param root of the source tree, already packaged by Maven
 * @param version of our modules
 * @param images folder of the images
 */
record ImageBuilder(Path root, String version, Path images) {
    private static final String PROTOTYPE = "prototype";

    /** Returns whether the image changed. */
    boolean build(ImageRecipe recipe) throws IOException {
        return build(recipe, new TreeMap<>(), new ArrayList<>());
    }

    /**
     * Builds the image of a prototype that brings its own code; returns whether it changed.
     *
     * @param recipe see {@link ImageRecipe#forCodeOf}
     */
    boolean build(ImageRecipe recipe, Prototype prototype, Path prototypeFolder) throws IOException {
        Map<String, Path> files = new TreeMap<>();
        Publisher.declaredFiles(prototypeFolder, prototype)
                .forEach((path, file) -> files.put(PROTOTYPE + "/" + path, file));
        return build(recipe, files, new ArrayList<>(List.of("VITRINE_PROTOTYPE_FILES=/app/" + PROTOTYPE)));
    }

    private boolean build(ImageRecipe recipe, Map<String, Path> files, List<String> settings) throws IOException {
        for (Path jar : Jars.of(root.resolve(recipe.module()), version).stream()
                .filter(recipe::takes)
                .toList()) {
            Optional<NativeLibraries> natives = NativeLibraries.in(jar);
            if (natives.isPresent()) {
                addLibraries(natives.get(), jar, files);
                settings.add(natives.get().setting() + "=" + natives.get().value());
            }
            if (natives.isEmpty() || natives.get().jarStays()) {
                Path kept = natives.map(it -> it.slim(jar, unpacked())).orElse(jar);
                Path twin = files.put("lib/" + jar.getFileName(), kept);
                if (twin != null) {
                    throw new IllegalStateException(jar + " and " + twin + " have the same name");
                }
            }
        }
        ImageConfig config = recipe.config(settings);
        String content = content(config, files);
        ImageFolder folder =
                new ImageFolder(images.resolve("vitrine").resolve(recipe.name()).resolve("latest"));
        Path written = folder.contentFile();
        if (Files.exists(written) && Files.readString(written).equals(content)) {
            return false;
        }
        write(folder, config, files, content);
        return true;
    }

    private void addLibraries(NativeLibraries natives, Path jar, Map<String, Path> files) throws IOException {
        Path unpacked = natives.unpack(jar, Files.createDirectories(unpacked()));
        try (Stream<Path> libraries = Files.list(unpacked)) {
            libraries.forEach(library -> files.put(natives.folder() + "/" + library.getFileName(), library));
        }
    }

    private Path unpacked() {
        return images.resolveSibling("unpacked");
    }

    private static void write(ImageFolder folder, ImageConfig config, Map<String, Path> files, String content)
            throws IOException {
        ImageFolder fresh = new ImageFolder(folder.folder().resolveSibling("new"));
        delete(fresh.folder());
        for (Map.Entry<String, Path> file : files.entrySet()) {
            place(file.getValue(), fresh.app().resolve(file.getKey()));
        }
        fresh.write(config);
        Files.writeString(fresh.contentFile(), content);
        delete(folder.folder());
        Files.move(fresh.folder(), folder.folder());
    }

    /** Files of others never change under their name, so they are linked rather than copied where that is possible. */
    private static void place(Path source, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        if (!mayChange(source)) {
            try {
                Files.createLink(target, source);
                return;
            } catch (IOException | UnsupportedOperationException e) {
                // Another file system: copied below.
            }
        }
        Files.copy(source, target);
    }

    private static String content(ImageConfig config, Map<String, Path> files) throws IOException {
        StringBuilder text = new StringBuilder(config.toString()).append('\n');
        for (Map.Entry<String, Path> file : files.entrySet()) {
            Path path = file.getValue();
            text.append(file.getKey()).append(' ').append(Files.size(path));
            if (mayChange(path)) {
                text.append(' ').append(dev.vitrine.common.artifact.Digests.sha256(path));
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static boolean mayChange(Path file) {
        String path = file.toString();
        boolean others = path.endsWith(".jar") || path.contains("unpacked");
        return !others || path.contains("SNAPSHOT") || path.contains(File.separator + "prototypes" + File.separator);
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException("cannot delete " + path, e);
                }
            });
        }
    }
}
