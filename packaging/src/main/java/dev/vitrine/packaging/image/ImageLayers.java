package dev.vitrine.packaging.image;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The layers of an image, from what changes seldom to what changes often: Java runtime, native libraries, other people's
 * jars, ours, the ahead-of-time cache of all that. Equal files make equal layers: times are fixed, entries sorted.
 *
 * @param folder that the programs of the image were put together in
 */
record ImageLayers(ImageFolder folder) {
    /** The ahead-of-time cache in the application's folder. */
    static final String AOT = "app.aot";

    private static final AbsoluteUnixPath APP = AbsoluteUnixPath.get("/app");
    private static final AbsoluteUnixPath JAVA = AbsoluteUnixPath.get("/opt/java");

    /** The layers below {@code /app}. */
    List<FileEntriesLayer> application() throws IOException {
        List<FileEntriesLayer> layers = new ArrayList<>();
        add(layers, "engines", ImageLayers::isEngine);
        add(layers, "native libraries", file -> !file.startsWith("lib") && !isEngine(file));
        add(layers, "dependencies", file -> file.startsWith("lib") && !isOurs(file));
        add(layers, "application", file -> file.startsWith("lib") && isOurs(file));
        return layers;
    }

    private static boolean isEngine(Path file) {
        return NativeLibraries.ENGINES.contains(String.valueOf(file.getName(0)));
    }

    static FileEntriesLayer runtime(Path runtime) throws IOException {
        return layer("java runtime", runtime, JAVA, files(runtime), UnaryOperator.identity());
    }

    static FileEntriesLayer aot(Path cache) {
        return FileEntriesLayer.builder()
                .setName("ahead-of-time cache")
                .addEntry(cache, APP.resolve(AOT), FilePermissions.fromOctalString("644"))
                .build();
    }

    private void add(List<FileEntriesLayer> layers, String name, Predicate<Path> belongs) throws IOException {
        Path app = folder.app();
        List<Path> files = files(app).stream()
                .filter(file -> belongs.test(app.relativize(file)))
                .toList();
        if (!files.isEmpty()) {
            layers.add(layer(name, app, APP, files, this::shared));
        }
    }

    /** The same file in the functions' image, if it is there: a layer of the same sources is compressed once for both. */
    private Path shared(Path file) {
        Path twin = folder.folder()
                .resolveSibling("../predictor/latest/rootfs/app")
                .resolve(folder.app().relativize(file))
                .normalize();
        try {
            return Files.exists(twin) && Files.isSameFile(twin, file) ? twin : file;
        } catch (IOException e) {
            return file;
        }
    }

    private static FileEntriesLayer layer(
            String name, Path root, AbsoluteUnixPath target, List<Path> files, UnaryOperator<Path> source) {
        FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(name);
        for (Path file : files) {
            String permissions = Files.isExecutable(file) ? "755" : "644";
            layer.addEntry(
                    source.apply(file),
                    target.resolve(root.relativize(file)),
                    FilePermissions.fromOctalString(permissions));
        }
        return layer.build();
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static boolean isOurs(Path jar) {
        return jar.toString().contains("SNAPSHOT");
    }
}
