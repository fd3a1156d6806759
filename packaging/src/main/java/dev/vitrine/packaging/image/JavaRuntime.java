package dev.vitrine.packaging.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The Java runtime of images: what our programs need of the build's own JDK, linked. It is a layer of its own, so that
 * any base with glibc 2.34 or newer serves.
 *
 * @param jdk home of the JDK, 25 or newer
 * @param folder where runtimes are kept, each under the name of its JDK
 */
record JavaRuntime(Path jdk, Path folder) {
    private static final List<String> MODULES = List.of(
            "java.base",
            "java.desktop",
            "java.instrument",
            "java.management",
            "java.naming",
            "java.net.http",
            "java.rmi",
            "java.security.jgss",
            "java.sql",
            "java.xml",
            "jdk.crypto.cryptoki",
            "jdk.jcmd",
            "jdk.jfr",
            "jdk.management",
            "jdk.net",
            "jdk.unsupported",
            "jdk.zipfs");

    /** The linked runtime; made when that of this JDK is not there. */
    Path link() throws IOException {
        Path made = folder.resolve(name());
        if (Files.isDirectory(made)) {
            return made;
        }
        Files.createDirectories(folder);
        Path fresh = Files.createTempDirectory(folder, "linking").resolve("runtime");
        run(List.of(
                jdk.resolve("bin/jlink").toString(),
                "--add-modules",
                String.join(",", MODULES),
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                "--compress",
                "zip-2",
                "--output",
                fresh.toString()));
        Files.move(fresh, made, StandardCopyOption.ATOMIC_MOVE);
        Files.delete(fresh.getParent());
        return made;
    }

    /** Tells JDKs apart: their version and build. */
    String name() throws IOException {
        String version = Files.readAllLines(jdk.resolve("release")).stream()
                .filter(line -> line.startsWith("JAVA_RUNTIME_VERSION="))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(jdk + " is no JDK: its file release names no version"));
        return "java-" + version.replaceAll("^[^\"]*\"|\"$", "").replaceAll("[^A-Za-z0-9.-]", "_");
    }

    private static void run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0) {
                throw new IllegalStateException("jlink cannot make the images' Java runtime: " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
