package dev.vitrine.packaging.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * Engines unpack their native libraries from a jar when a process first uses them: 185 MB and a second or more. An image
 * holds them unpacked instead.
 *
 * @param jar its file name begins with this
 * @param entries folder in the jar
 * @param folder in the image
 * @param jarStays whether the jar holds classes too
 * @param setting that tells the engine the folder: an environment variable or, beginning with -D, a system property
 */
record NativeLibraries(String jar, String entries, String folder, boolean jarStays, String setting) {
    static final List<NativeLibraries> ALL = List.of(
            new NativeLibraries("mxnet-native-", "native/lib/", "mxnet", false, "MXNET_LIBRARY_PATH"),
            new NativeLibraries(
                    "onnxruntime-1",
                    "ai/onnxruntime/native/" + platform() + "/",
                    "onnxruntime",
                    true,
                    "-Donnxruntime.native.path"));

    static Optional<NativeLibraries> in(Path jar) {
        String name = String.valueOf(jar.getFileName());
        return ALL.stream().filter(libraries -> name.startsWith(libraries.jar)).findFirst();
    }

    /** Unpacks the libraries of this jar into a folder beside others, once; returns the folder. */
    Path unpack(Path jarFile, Path unpacked) {
        Path folder = unpacked.resolve(String.valueOf(jarFile.getFileName()));
        if (Files.isDirectory(folder)) {
            return folder;
        }
        try (JarFile opened = new JarFile(jarFile.toFile())) {
            Path fresh = Files.createDirectories(folder.resolveSibling(folder.getFileName() + ".new"));
            for (ZipEntry entry : opened.stream().filter(this::isLibrary).toList()) {
                try (InputStream in = opened.getInputStream(entry)) {
                    Files.copy(
                            in,
                            fresh.resolve(entry.getName().substring(entries.length())),
                            StandardCopyOption.REPLACE_EXISTING);
                }
            }
            return Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack " + jarFile, e);
        }
    }

    private boolean isLibrary(ZipEntry entry) {
        String name = entry.getName();
        return name.startsWith(entries)
                && name.length() > entries.length()
                && name.indexOf('/', entries.length()) < 0
                && !name.endsWith(".pdb");
    }

    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String cpu = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        String os = system.contains("mac") ? "osx" : system.contains("windows") ? "win" : "linux";
        return os + "-" + (cpu.equals("aarch64") ? "aarch64" : "x64");
    }
}
