package dev.vitrine.packaging.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Libraries of others unpack their native parts from a jar when a process first uses them: 185 MB and a second or more, to
 * a folder that all processes of a machine may share. An image holds them unpacked instead.
 *
 * @param jar its file name begins with this
 * @param entries folder in the jar
 * @param file the one that is needed; empty for all in the folder
 * @param folder in the image
 * @param others entries that the jar in an image need not have
 * @param setting that names the folder or the file: an environment variable or, beginning with -D, a system property
 */
record NativeLibraries(String jar, String entries, String file, String folder, Pattern others, String setting) {
    private static final Pattern ALL_OF_IT = Pattern.compile(".*");
    private static final LocalDateTime SLIM_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    static final List<NativeLibraries> ALL = List.of(
            new NativeLibraries(
                    "aws-lambda-java-runtime-interface-client-",
                    "jni/",
                    "libaws-lambda-jni.linux-" + (isArm() ? "aarch_64" : "x86_64") + ".so",
                    "lambda",
                    Pattern.compile("jni/.*"),
                    "-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI"),
            new NativeLibraries(
                    "jna-5",
                    "com/sun/jna/" + system("darwin", "win32", "linux") + "-" + (isArm() ? "aarch64" : "x86-64") + "/",
                    "",
                    "jna",
                    Pattern.compile("com/sun/jna/[^/]+-[^/]+/.*"),
                    "-Djna.boot.library.path"),
            new NativeLibraries("mxnet-native-", "native/lib/", "", "mxnet", ALL_OF_IT, "MXNET_LIBRARY_PATH"),
            new NativeLibraries(
                    "onnxruntime-1",
                    "ai/onnxruntime/native/" + system("osx", "win", "linux") + "-" + (isArm() ? "aarch64" : "x64")
                            + "/",
                    "",
                    "onnxruntime",
                    Pattern.compile("ai/onnxruntime/native/.*"),
                    "-Donnxruntime.native.path"));

    /** Folders of engines, which are alike in all images that compute. */
    static final Set<String> ENGINES = Set.of("jna", "mxnet", "onnxruntime");

    static Optional<NativeLibraries> in(Path jar) {
        String name = String.valueOf(jar.getFileName());
        return ALL.stream().filter(libraries -> name.startsWith(libraries.jar)).findFirst();
    }

    /** What the setting is to say in an image. */
    String value() {
        return "/app/" + folder + (file.isEmpty() ? "" : "/" + file);
    }

    /** Whether the jar holds classes too. */
    boolean jarStays() {
        return !others.equals(ALL_OF_IT);
    }

    /** The jar without the native libraries of all systems, made once beside others; the same jar makes the same bytes. */
    Path slim(Path jarFile, Path unpacked) {
        Path slim = unpacked.resolve("slim").resolve(String.valueOf(jarFile.getFileName()));
        if (Files.isRegularFile(slim)) {
            return slim;
        }
        try (JarFile opened = new JarFile(jarFile.toFile())) {
            Files.createDirectories(unpacked.resolve("slim"));
            Path fresh = Files.createTempFile(unpacked, "slim", ".jar");
            try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(fresh))) {
                for (JarEntry entry : Collections.list(opened.entries())) {
                    if (!entry.isDirectory() && !others.matcher(entry.getName()).matches()) {
                        ZipEntry copy = new ZipEntry(entry.getName());
                        copy.setTimeLocal(SLIM_TIME);
                        out.putNextEntry(copy);
                        opened.getInputStream(entry).transferTo(out);
                    }
                }
            }
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-r--r--"));
            return Files.move(fresh, slim, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot copy " + jarFile, e);
        }
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
                && (file.isEmpty() || name.endsWith("/" + file))
                && name.indexOf('/', entries.length()) < 0
                && !name.endsWith(".pdb");
    }

    private static boolean isArm() {
        return System.getProperty("os.arch").toLowerCase(Locale.ROOT).equals("aarch64");
    }

    private static String system(String mac, String windows, String linux) {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return name.contains("mac") ? mac : name.contains("windows") ? windows : linux;
    }
}
