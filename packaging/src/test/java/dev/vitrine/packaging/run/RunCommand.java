package dev.vitrine.packaging.run;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The command behind {@code make run}, as this build made it. */
final class RunCommand {
    static final Path TEMPLATES = Path.of("aws").toAbsolutePath();
    static final Path IMAGES = Path.of("target/images").toAbsolutePath();
    static final Path WORK = Path.of("target/containers").toAbsolutePath();
    static final Path PROTOTYPES = Path.of("..", "prototypes").toAbsolutePath().normalize();
    static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));

    private RunCommand() {}

    /** Not started yet; its environment is this one's with these settings. */
    static ProcessBuilder of(Path prototypes, Map<String, String> settings) {
        ProcessBuilder process = java(
                "dev.vitrine.packaging.run.RunMain",
                TEMPLATES.toString(),
                IMAGES.toString(),
                WORK.toString(),
                prototypes.toString());
        process.environment().putAll(settings);
        return process;
    }

    /** {@code make deploy}, {@code plan} and so on, against the local cloud there; not started yet. */
    static ProcessBuilder deploy(String word, URI cloud, Path prototypes) {
        ProcessBuilder process = java(
                "dev.vitrine.packaging.deploy.DeployMain",
                word,
                TEMPLATES.toString(),
                IMAGES.toString(),
                WORK.toString(),
                prototypes.toString(),
                "test");
        process.environment()
                .putAll(Map.of(
                        "AWS_ENDPOINT_URL", cloud.toString(),
                        "AWS_REGION", "us-east-1",
                        "AWS_ACCESS_KEY_ID", "vitrine",
                        "AWS_SECRET_ACCESS_KEY", "vitrine",
                        "BASE_IMAGE", "none"));
        return process;
    }

    /** A main class of this module with its own class path, without what the tests need. */
    static ProcessBuilder java(String main, String... arguments) {
        List<String> command = new java.util.ArrayList<>(List.of(
                JAVA_HOME.resolve("bin/java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx64m",
                "-cp",
                classPath(),
                main));
        command.addAll(List.of(arguments));
        ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
        process.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        // Recorded in the test of images alone: a start that waits for it is not what the others are about.
        process.environment().put("AOT_CACHE", "none");
        return process;
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String classPath() {
        try {
            return Path.of("target/classes").toAbsolutePath()
                    + File.pathSeparator
                    + Files.readString(Path.of("target/runtime.classpath")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("package this module first (mvn verify)", e);
        }
    }
}
