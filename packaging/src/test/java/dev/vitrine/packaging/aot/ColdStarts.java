package dev.vitrine.packaging.aot;

import dev.vitrine.packaging.image.ImageFolder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code make bench}: how long the image of the functions takes from its start to its first answer, with a model to fetch,
 * as a process with the image's files, Java and options; beside the same without the ahead-of-time cache, and without
 * native libraries unpacked too. Not part of the tests, since a number is no pass or fail.
 */
class ColdStarts {
    private static final int TIMES = Integer.getInteger("vitrine.coldStarts", 5);
    private static final Path IMAGES = Path.of("target/images").toAbsolutePath();
    private static final Path WORK = Path.of("target/containers").toAbsolutePath();
    private static final Map<String, Path> ENGINES = new TreeMap<>(Map.of(
            "OnnxRuntime", Path.of("src/main/resources/rehearsal/onnx").toAbsolutePath(),
            "MXNet", Path.of("src/main/resources/rehearsal/mxnet").toAbsolutePath()));

    private final StringBuilder report = new StringBuilder();

    @TempDir
    private Path folder;

    @Test
    void measure() throws Exception {
        Path java = runtime();
        Program plain = program("predictor");
        Program cloud = program("local-cloud");
        String content = Files.readString(IMAGES.resolve("vitrine/predictor/latest/content.txt"));
        Path cache = new AotCaches(WORK.resolve("aot"), java, cloud)
                .of("predictor", plain, content)
                .orElseThrow();
        Program staged = plain.in(Stage.app(plain.app(), folder));
        Program unprepared = unprepared(staged);
        try {
            for (Map.Entry<String, Path> engine : ENGINES.entrySet()) {
                Path stage = Files.createDirectory(folder.resolve(engine.getKey()));
                try (RehearsalCloud here = RehearsalCloud.start(cloud, stage, Optional.of(engine.getValue()))) {
                    String event = here.events().getFirst();
                    Start with = median(here, event, staged, java, List.of("-XX:AOTCache=" + cache, "-XX:AOTMode=on"));
                    Start without = median(here, event, staged, java, List.of());
                    Start neither = median(here, event, unprepared, java, List.of());
                    report.append("cold start, %s, medians of %d: %s%n  without ahead-of-time cache: %s%n%s%s%n"
                            .formatted(
                                    engine.getKey(),
                                    TIMES,
                                    words(with, with),
                                    words(without, with),
                                    "  without unpacked libraries too: ",
                                    words(neither, with)));
                }
            }
        } finally {
            Files.writeString(Path.of("target/cold-starts.txt"), report);
        }
    }

    /** Milliseconds to the first answer, by the clock and of processors. */
    private record Start(double wall, double processor) {}

    private Start median(RehearsalCloud here, String event, Program program, Path java, List<String> options)
            throws Exception {
        double[] walls = new double[TIMES];
        double[] processors = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
            Start start = toFirstAnswer(here, event, program, java, options);
            walls[i] = start.wall();
            processors[i] = start.processor();
        }
        Arrays.sort(walls);
        Arrays.sort(processors);
        return new Start(walls[TIMES / 2], processors[TIMES / 2]);
    }

    private Start toFirstAnswer(RehearsalCloud here, String event, Program program, Path java, List<String> options)
            throws Exception {
        Path own = Files.createTempDirectory(folder, "start");
        try (RuntimeApi api = new RuntimeApi(List.of(event))) {
            Map<String, String> environment = new HashMap<>(here.settings());
            environment.putAll(api.variables(program));
            environment.put("VITRINE_CACHE", own.resolve("versions").toString());
            environment.put("DJL_CACHE_DIR", own.resolve("djl").toString());
            List<String> all = new ArrayList<>(options);
            all.addAll(List.of("-Djava.io.tmpdir=" + own, "-XX:MaxRAM=1g"));
            long start = System.nanoTime();
            try (Rehearsed running =
                    Rehearsed.start("function", program.process(java, all, environment), own.resolve("log"))) {
                long answered = api.answered().get(120, TimeUnit.SECONDS);
                double processor = running.processorTime().toNanos() / 1e6;
                running.end();
                running.exit();
                return new Start((answered - start) / 1e6, processor);
            }
        } finally {
            Stage.delete(own);
        }
    }

    private static String words(Start start, Start best) {
        return "%.0f ms (%.1f times), %.0f ms of processors"
                .formatted(start.wall(), start.wall() / best.wall(), start.processor());
    }

    /** With the libraries in their jars, as Maven gives them. */
    private static Program unprepared(Program program) throws IOException {
        Path module = Path.of("../lambda-predictor/target").toAbsolutePath().normalize();
        Path own;
        try (Stream<Path> files = Files.list(module)) {
            own = files.filter(file -> file.getFileName().toString().matches("lambda-predictor-.*SNAPSHOT\\.jar"))
                    .findFirst()
                    .orElseThrow();
        }
        List<String> words = new ArrayList<>(program.words());
        words.removeIf(word -> word.startsWith("-D") && word.contains("/app/"));
        words.set(
                words.indexOf("-cp") + 1,
                own
                        + File.pathSeparator
                        + Files.readString(module.resolve("runtime.classpath")).strip());
        Map<String, String> environment = new HashMap<>(program.environment());
        environment.values().removeIf(value -> value.startsWith("/app/"));
        return new Program(program.app(), words, environment);
    }

    /** As the image starts it. */
    private static Program program(String name) throws IOException {
        ImageFolder image =
                new ImageFolder(IMAGES.resolve("vitrine").resolve(name).resolve("latest"));
        return image.program();
    }

    private static Path runtime() throws IOException {
        try (Stream<Path> made = Files.list(WORK.resolve("runtimes"))) {
            return made.findFirst().orElseThrow(() -> new IllegalStateException("run make images first"));
        }
    }
}
