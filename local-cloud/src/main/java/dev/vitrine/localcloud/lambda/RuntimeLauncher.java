package dev.vitrine.localcloud.lambda;

import dev.vitrine.localcloud.logs.LogSink;
import dev.vitrine.localcloud.process.ChildEnvironment;
import dev.vitrine.localcloud.process.Image;
import dev.vitrine.localcloud.process.ImageConfig;
import dev.vitrine.localcloud.process.ImageStore;
import dev.vitrine.localcloud.process.Launch;
import dev.vitrine.localcloud.process.LaunchException;
import dev.vitrine.localcloud.process.Runner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts runtime processes, knows those that run, and ends what an earlier local cloud left behind. */
final class RuntimeLauncher implements AutoCloseable {
    private static final Logger logger = LoggerFactory.getLogger(RuntimeLauncher.class);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);

    /** Lambda gives processors in proportion to memory. Here at least one whole, since a start has more on AWS too. */
    private static final double MEGABYTES_PER_CPU = 1769;

    private final Path folder;
    private final Runner runner;
    private final ImageStore images;
    private final ChildEnvironment environment;
    private final LogSink logs;
    private final Clock clock;
    private final Duration initTimeout;
    /** As many processes start at a time as there are processors: more would only be ready later, every one of them. */
    private final Semaphore starts = new Semaphore(Runtime.getRuntime().availableProcessors(), true);

    private final Map<String, RuntimeProcess> running = new ConcurrentHashMap<>();

    RuntimeLauncher(
            Path folder,
            Runner runner,
            ImageStore images,
            ChildEnvironment environment,
            LogSink logs,
            Clock clock,
            Duration initTimeout) {
        this.folder = folder;
        this.runner = runner;
        this.images = images;
        this.environment = environment;
        this.logs = logs;
        this.clock = clock;
        this.initTimeout = initTimeout;
        endOrphans();
    }

    /** The process that the runtime API calls by this id. */
    Optional<RuntimeProcess> process(String id) {
        return Optional.ofNullable(running.get(id));
    }

    /** Begins to start a process; the listener hears how that ends. */
    RuntimeProcess start(Function function, ProcessListener listener) {
        String id = UUID.randomUUID().toString().replace("-", "");
        InvocationLog log = new InvocationLog(
                logs,
                clock,
                function.settings().logGroup(),
                DAY.format(clock.instant()) + "/[" + function.version() + "]" + id,
                function.version(),
                function.settings().memoryMegabytes());
        RuntimeProcess process = new RuntimeProcess(id, function, log, listener, clock);
        running.put(id, process);
        Thread.ofVirtual().name("runtime-start").start(() -> launch(process, log));
        return process;
    }

    /** Begins to get an image ready; where that fails, the first start says why. */
    void prepare(Image image) {
        Thread.ofVirtual().name("image-prepare").start(() -> {
            try {
                runner.prepare(image);
            } catch (LaunchException e) {
                logger.warn("The image {} cannot be made ready: {}", image.reference(), e.getMessage());
            }
        });
    }

    /** Ends every process and returns when nothing of them is left, or after five seconds. */
    @Override
    public void close() {
        List<RuntimeProcess> left = List.copyOf(running.values());
        left.forEach(RuntimeProcess::kill);
        CompletableFuture<?>[] gone = left.stream().map(RuntimeProcess::gone).toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(gone)
                .completeOnTimeout(null, 5, TimeUnit.SECONDS)
                .join();
    }

    private void launch(RuntimeProcess process, InvocationLog log) {
        Path own = folder.resolve(process.id());
        var _ = process.gone().thenRun(() -> {
            running.remove(process.id());
            delete(own);
        });
        try {
            starts.acquire();
            var _ = process.started()
                    .copy()
                    .completeOnTimeout(null, 10, TimeUnit.SECONDS)
                    .thenRun(starts::release);
            if (process.started().isDone()) {
                process.startFailed("The process was stopped before its start");
                return;
            }
            process.attach(runner.start(launchOf(process.function(), process.id(), log.stream(), own)), initTimeout);
        } catch (LaunchException | InterruptedException | RuntimeException e) {
            process.startFailed(String.valueOf(e.getMessage()));
        }
    }

    private Launch launchOf(Function function, String id, String stream, Path own) throws LaunchException {
        Settings settings = function.settings();
        Image image = images.find(function.imageUri(), "sha256:" + function.codeSha256())
                .orElseThrow(() -> new LaunchException("Source image " + function.imageUri() + " does not exist."));
        ImageConfig config = image.config();
        List<String> command =
                new ArrayList<>(settings.entryPoint() == null ? config.entrypoint() : settings.entryPoint());
        List<String> arguments = settings.command() == null ? config.command() : settings.command();
        command.addAll(arguments);
        String directory =
                settings.workingDirectory() == null ? config.workingDirectory() : settings.workingDirectory();

        Map<String, String> variables = new HashMap<>(environment.variables());
        variables.putAll(config.variables());
        variables.putAll(settings.environment());
        variables.put("AWS_LAMBDA_RUNTIME_API", environment.endpoint().getAuthority() + RuntimeApi.path(id));
        variables.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
        variables.put("AWS_LAMBDA_FUNCTION_VERSION", function.version());
        variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(settings.memoryMegabytes()));
        variables.put("AWS_LAMBDA_LOG_GROUP_NAME", settings.logGroup());
        variables.put("AWS_LAMBDA_LOG_STREAM_NAME", stream);
        variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        variables.put("AWS_EXECUTION_ENV", "AWS_Lambda_Image");
        variables.put("LAMBDA_TASK_ROOT", directory);
        variables.put("_HANDLER", arguments.isEmpty() ? "" : arguments.getFirst());
        double cpus = Math.max(1, settings.memoryMegabytes() / MEGABYTES_PER_CPU);
        return new Launch(
                image, command, directory, variables, own, new Launch.Limits(settings.memoryMegabytes(), cpus));
    }

    private void endOrphans() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> left = Files.list(folder)) {
            for (Path own : left.toList()) {
                runner.find(own).ifPresent(execution -> {
                    execution.kill();
                    execution.onExit().join();
                });
                delete(own);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path own) {
        if (!Files.exists(own)) {
            return;
        }
        try (Stream<Path> files = Files.walk(own)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
