package dev.vitrine.packaging.aot;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A local cloud of its own with what programs rehearse on, from {@link #start} to {@link #close}. */
final class RehearsalCloud implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("ready at http://localhost:(\\d+)");

    private final Rehearsed process;
    private final Map<String, String> settings;
    private final List<String> events;

    private RehearsalCloud(Rehearsed process, Map<String, String> settings, List<String> events) {
        this.process = process;
        this.settings = Map.copyOf(settings);
        this.events = List.copyOf(events);
    }

    /**
     * @param stage folder for its state and its output
     * @param prototype the only one that a program can answer for; else there are models for each engine
     */
    static RehearsalCloud start(Program cloud, Path stage, Optional<Path> prototype)
            throws IOException, RecordingException, InterruptedException {
        Map<String, String> environment =
                Map.of("CLOUD_PORT", "0", "STATE_DIR", stage.resolve("state").toString(), "CONTAINER_ENGINE", "none");
        Path own = Path.of(System.getProperty("java.home"));
        Rehearsed process = Rehearsed.start(
                "local cloud", cloud.process(own, List.of(), environment), stage.resolve("local-cloud.log"));
        try {
            Map<String, String> settings =
                    settings("http://127.0.0.1:" + process.await(RehearsalCloud::port), stage.resolve("cache"));
            List<String> said = fill(settings, stage, prototype);
            Map<String, String> all = new HashMap<>(settings);
            all.put("VITRINE_PROTOTYPE", lines(said, RehearsalMain.PUBLISHED).getFirst());
            return new RehearsalCloud(process, all, lines(said, RehearsalMain.EVENT));
        } catch (RecordingException | InterruptedException | IOException e) {
            process.close();
            throw e;
        }
    }

    /** The port in a line that says that a program is ready. */
    static Optional<String> port(String line) {
        Matcher ready = READY.matcher(line);
        return ready.find() ? Optional.of(ready.group(1)) : Optional.empty();
    }

    /** Environment of programs: what points the SDK to this cloud, and the names that they need. */
    Map<String, String> settings() {
        return settings;
    }

    /** For a function: the first for a version of OnnxRuntime, the second for one of MXNet, the champion. */
    List<String> events() {
        return events;
    }

    private static Map<String, String> settings(String endpoint, Path cache) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "AWS_ENDPOINT_URL", endpoint,
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "vitrine",
                "AWS_SECRET_ACCESS_KEY", "vitrine",
                "AWS_EC2_METADATA_DISABLED", "true",
                "LANG", "C.UTF-8",
                "TZ", "UTC"));
        settings.put("VITRINE_BUCKET", RehearsalMain.BUCKET);
        settings.put("VITRINE_CACHE", cache.toString());
        return settings;
    }

    private static List<String> fill(Map<String, String> settings, Path stage, Optional<Path> prototype)
            throws IOException, RecordingException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        absolute(System.getProperty("java.class.path")),
                        RehearsalMain.class.getName(),
                        prototype.orElse(stage.resolve("prototypes")).toString(),
                        prototype.isPresent() ? "publish" : "make")
                .redirectErrorStream(true);
        builder.environment().putAll(settings);
        try (Rehearsed filling = Rehearsed.start("preparation", builder, stage.resolve("preparation.log"))) {
            if (filling.exit() != 0) {
                throw filling.failure("did not succeed");
            }
            return filling.lines();
        }
    }

    private static List<String> lines(List<String> said, String beginning) {
        return said.stream()
                .filter(line -> line.startsWith(beginning))
                .map(line -> line.substring(beginning.length()))
                .toList();
    }

    private static String absolute(String classPath) {
        return String.join(
                File.pathSeparator,
                Pattern.compile(Pattern.quote(File.pathSeparator))
                        .splitAsStream(classPath)
                        .map(entry -> Path.of(entry).toAbsolutePath().toString())
                        .toList());
    }

    @Override
    public void close() {
        process.close();
    }
}
