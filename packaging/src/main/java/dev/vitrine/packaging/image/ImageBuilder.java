package dev.vitrine.packaging.image;

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
    /** Returns whether the image changed. */
    boolean build(ImageRecipe recipe) throws IOException {
        Map<String, Path> files = new TreeMap<>();
        List<String> settings = new ArrayList<>();
        for (Path jar : Jars.of(root.resolve(recipe.module()), version)) {
            Optional<NativeLibraries> natives = NativeLibraries.in(jar);
            if (natives.isPresent()) {
                addLibraries(natives.get(), jar, files);
                settings.add(natives.get().setting() + "=" + natives.get().folder());
            }
            if (natives.isEmpty() || natives.get().jarStays()) {
                Path twin = files.put("lib/" + jar.getFileName(), jar);
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
        Path unpacked = natives.unpack(jar, Files.createDirectories(images.resolveSibling("unpacked")));
        try (Stream<Path> libraries = Files.list(unpacked)) {
            libraries.forEach(library -> files.put(natives.folder() + "/" + library.getFileName(), library));
        }
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
        if (!source.toString().contains("SNAPSHOT")) {
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
            if (path.toString().contains("SNAPSHOT")) {
                text.append(' ').append(dev.vitrine.common.artifact.Digests.sha256(path));
            }
            text.append('\n');
        }
        return text.toString();
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
