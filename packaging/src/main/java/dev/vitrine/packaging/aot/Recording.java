package dev.vitrine.packaging.aot;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One recording: the program, with the class path, options and Java of its image, does its work in a local cloud of its
 * own, and its JVM writes down at the end what a later start can have ready.
 *
 * @param javaHome of the Java that is to use the cache
 * @param stage an empty folder
 */
record Recording(Program program, Role role, Path javaHome, Program cloud, Path stage) {
    private static final long ANSWERS_SECONDS = 120;

    /** Small enough that addresses of objects are stored as they will be in a container. */
    private static final String MEMORY = "-XX:MaxRAM=1g";

    /** Returns the recorded cache. */
    Path run() throws RecordingException, IOException {
        try (RehearsalCloud here = RehearsalCloud.start(cloud, stage, ownPrototype())) {
            Map<String, String> settings = here.settings();
            Path cache = stage.resolve("app.aot");
            List<String> options = List.of(MEMORY, "-XX:AOTCacheOutput=" + cache);
            Program staged = program.in(Stage.app(program.app(), stage));
            switch (role) {
                case FRONTEND -> frontend(staged, options, settings);
                case FUNCTION -> function(staged, options, settings, here.events());
                case BATCH -> batch(staged, options, settings);
            }
            if (!Files.isRegularFile(cache)) {
                throw new RecordingException("The rehearsal left no cache; its Java is " + javaHome + ".");
            }
            return cache;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RecordingException("interrupted", e);
        }
    }

    /** The files of the prototype that the image is for; empty for an image for all. */
    private Optional<Path> ownPrototype() {
        return Optional.of(program.app().resolve("prototype")).filter(Files::isDirectory);
    }

    private void function(Program staged, List<String> options, Map<String, String> settings, List<String> events)
            throws IOException, RecordingException, InterruptedException {
        try (RuntimeApi api = new RuntimeApi(events)) {
            Map<String, String> environment = new HashMap<>(settings);
            environment.putAll(api.variables(staged));
            try (Rehearsed running = start("function", staged, options, environment)) {
                String failure = api.end().get(ANSWERS_SECONDS, TimeUnit.SECONDS);
                if (!failure.isEmpty()) {
                    throw running.failure("answered " + failure);
                }
                running.end();
                int ignored = running.exit();
            } catch (TimeoutException | ExecutionException e) {
                throw new RecordingException("The function did not answer in its rehearsal.", e);
            }
        }
    }

    private void batch(Program staged, List<String> options, Map<String, String> settings)
            throws IOException, RecordingException, InterruptedException {
        try (Rehearsed running = start("worker", staged, options, settings)) {
            if (running.exit() != 0) {
                throw running.failure("did not drain its jobs");
            }
        }
    }

    private void frontend(Program staged, List<String> options, Map<String, String> settings)
            throws IOException, RecordingException, InterruptedException {
        Map<String, String> environment = new HashMap<>(settings);
        environment.putAll(
                Map.of("HOST", "127.0.0.1", "PORT", "0", "PASSWORD", Visitor.PASSWORD, "SESSION_KEY", "00".repeat(32)));
        try (Rehearsed running = start("frontend", staged, options, environment)) {
            String port = running.await(RehearsalCloud::port);
            new Visitor(URI.create("http://127.0.0.1:" + port)).visit();
            running.end();
            int ignored = running.exit();
        }
    }

    private Rehearsed start(String what, Program staged, List<String> options, Map<String, String> environment)
            throws IOException {
        return Rehearsed.start(what, staged.process(javaHome, options, environment), stage.resolve("program.log"));
    }
}
