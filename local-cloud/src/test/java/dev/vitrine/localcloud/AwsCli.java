package dev.vitrine.localcloud;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** AWS's own command line, where it is installed; tests that need it are skipped where it is not. */
public final class AwsCli {
    private static final Optional<Path> FOUND = find();

    private final Path program;
    private final URI endpoint;
    private final Path folder;

    /** @param folder where commands run, and where their files are */
    public AwsCli(URI endpoint, Path folder) {
        Assumptions.assumeTrue(FOUND.isPresent(), "The AWS command line (aws), version 2, is not installed.");
        this.program = FOUND.orElseThrow();
        this.endpoint = endpoint;
        this.folder = folder;
    }

    /** The first on the path of version 2; version 1 signs otherwise and cannot follow logs. */
    private static Optional<Path> find() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(directory -> Path.of(directory, "aws"))
                .filter(Files::isExecutable)
                .filter(AwsCli::isVersion2)
                .findFirst();
    }

    private static boolean isVersion2(Path program) {
        try {
            Process process = new ProcessBuilder(program.toString(), "--version")
                    .redirectErrorStream(true)
                    .start();
            return new String(process.getInputStream().readAllBytes(), UTF_8).startsWith("aws-cli/2.");
        } catch (IOException e) {
            return false;
        }
    }

    /** Runs a command to its end; its output. Fails the test with what it said on stderr when it fails. */
    public String run(String... words) throws IOException, InterruptedException {
        Result result = tryRun(words);
        if (result.exitCode() != 0) {
            throw new AssertionError("aws " + String.join(" ", words) + " failed: " + result.errors());
        }
        return result.output();
    }

    /** Runs a command to its end, however it ends. */
    public Result tryRun(String... words) throws IOException, InterruptedException {
        Path out = Files.createTempFile("aws", ".out");
        Path err = Files.createTempFile("aws", ".err");
        try {
            Process process = builder(words)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("aws " + String.join(" ", words) + " does not end.");
            }
            return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    /** Starts a command that goes on, with output into a file. */
    public Process start(Path output, String... words) throws IOException {
        return builder(words)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    private ProcessBuilder builder(String... words) {
        List<String> command = new ArrayList<>(List.of(program.toString(), "--endpoint-url", endpoint.toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment().put("AWS_ACCESS_KEY_ID", "vitrine");
        builder.environment().put("AWS_SECRET_ACCESS_KEY", "vitrine");
        builder.environment().put("AWS_DEFAULT_REGION", "us-east-1");
        builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
        builder.environment().put("AWS_CONFIG_FILE", folder.resolve("no-config").toString());
        builder.environment().put("AWS_PAGER", "");
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("PYTHONUNBUFFERED", "1");
        return builder;
    }

    /** How a command ended, with all it printed. */
    public record Result(int exitCode, String output, String errors) {}
}
