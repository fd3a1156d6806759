package dev.vitrine.localcloud;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Makes image folders whose programs are classes of these tests. */
public final class TestImages {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Option that names the native part of AWS's runtime client: it would unpack it to one file that all share. */
    public static final String RUNTIME_CLIENT =
            "-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI=" + unpackRuntimeClient();

    private final Path folder;

    public TestImages(Path folder) {
        this.folder = folder;
    }

    public Path folder() {
        return folder;
    }

    /** An image {@code name:latest} with the given entry point. */
    public TestImages add(String name, List<String> entrypoint, String... environment) {
        Path image = folder.resolve(name).resolve("latest");
        try {
            Files.createDirectories(image.resolve("rootfs/app"));
            Files.writeString(
                    image.resolve("config.json"),
                    JSON.writeValueAsString(
                            Map.of("Entrypoint", entrypoint, "Env", List.of(environment), "WorkingDir", "/app")));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return this;
    }

    /** The entry point of a Java program on the class path of these tests. */
    public static List<String> java(String... words) {
        List<String> command = new ArrayList<>(List.of(
                "java",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(List.of(words));
        return command;
    }

    private static Path unpackRuntimeClient() {
        String cpu = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
        try (InputStream in = TestImages.class.getResourceAsStream("/jni/libaws-lambda-jni.linux-" + cpu + ".so")) {
            Path file = Files.createTempFile("runtime-client", ".so");
            file.toFile().deleteOnExit();
            Files.copy(Objects.requireNonNull(in), file, StandardCopyOption.REPLACE_EXISTING);
            return file;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The entry point of a function: AWS's runtime interface client with the handler's method. */
    public static List<String> function(Class<?> handler) {
        return java(
                "--enable-native-access=ALL-UNNAMED",
                "-Dvitrine.role=function",
                RUNTIME_CLIENT,
                "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
                handler.getName() + "::handle");
    }
}
