package dev.vitrine.localcloud.container;

import dev.vitrine.localcloud.process.Execution;
import dev.vitrine.localcloud.process.Image;
import dev.vitrine.localcloud.process.Launch;
import dev.vitrine.localcloud.process.LaunchException;
import dev.vitrine.localcloud.process.ProcessRunner;
import dev.vitrine.localcloud.process.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs programs in containers of an engine that answers. */
final class ContainerRunner {
    private static final Logger log = LoggerFactory.getLogger(ContainerRunner.class);
    private static final Duration START = Duration.ofSeconds(60);
    private static final String CONTAINER = "container";
    private static final String PID = "container.pid";

    /** The codes by which a client says that it, and not the program, failed. */
    private static final int FIRST_OWN_CODE = 125;

    private static final int LAST_OWN_CODE = 127;

    private final Engine engine;
    private final ProcessRunner processes;
    private final URI registry;
    private final Path folder;
    private final Predicate<String> isInRegistry;
    private volatile List<Confinement> possible = List.of(Confinement.values());

    /**
     * @param folder for what the engine's client needs, this runner's alone
     * @param isInRegistry whether the registry still has the image of a name such as {@code vitrine/batch@sha256:0123…}
     */
    ContainerRunner(Engine engine, ProcessRunner processes, URI registry, Path folder, Predicate<String> isInRegistry) {
        this.engine = engine;
        this.processes = processes;
        this.registry = registry;
        this.folder = folder.toAbsolutePath();
        this.isInRegistry = isInRegistry;
    }

    /**
     * Gets an image from the registry, unless the engine has it; then the engine need not keep what the registry deleted.
     *
     * @return the name to run it by
     */
    String pull(Image image) throws LaunchException {
        String name = registry.getAuthority() + "/" + image.repository() + "@" + image.digest();
        if (!engine.has(name)) {
            pull(name, registry.getAuthority() + "/" + image.repository());
        }
        return name;
    }

    private synchronized void pull(String name, String repository) throws LaunchException {
        if (engine.has(name)) {
            return;
        }
        engine.pull(name, registry, folder);
        engine.images(repository).stream()
                .filter(it -> !isInRegistry.test(it.substring(it.indexOf('/') + 1)))
                .forEach(engine::remove);
    }

    /**
     * Starts a container, as confined as is possible here, which the first one finds out.
     *
     * @throws LaunchException when the image cannot be pulled, or the engine refuses it although it ran others
     * @throws EngineException when the engine never ran any
     */
    Execution start(Launch launch) throws LaunchException, EngineException {
        String image = pull(launch.image());
        List<String> refusals = new ArrayList<>();
        for (Confinement next : possible) {
            try {
                Execution started = start(launch, image, next);
                settle(next, refusals);
                return started;
            } catch (EngineException e) {
                refusals.add(String.valueOf(e.getMessage()));
            }
        }
        if (possible.size() == 1) {
            throw new LaunchException("failed to create new container runtime task: " + refusals.getFirst());
        }
        throw new EngineException(String.join("; ", refusals));
    }

    private void settle(Confinement works, List<String> refusals) {
        if (possible.size() > 1 && !works.limitsMemory()) {
            log.warn(
                    "{} cannot limit memory and processors of containers here: {}",
                    engine.program(),
                    String.join("; ", refusals));
        }
        possible = List.of(works);
    }

    /** The container that was started in the folder; empty when none was. */
    static Optional<Execution> find(Path folder, ProcessRunner processes) {
        Path file = folder.resolve(CONTAINER);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            String[] words = Files.readString(file).strip().split(" ", -1);
            Engine engine = new Engine(words[0]);
            return processes
                    .find(folder)
                    .map(client -> new ContainerExecution(
                            engine, words[1], client, pidIn(folder).orElse(client.pid())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Execution start(Launch launch, String image, Confinement confinement)
            throws LaunchException, EngineException {
        Path own = launch.folder().toAbsolutePath();
        String name = "vitrine-" + UUID.randomUUID();
        RunOptions options = new RunOptions(engine, name, confinement);
        try {
            Files.createDirectories(own);
            Files.deleteIfExists(own.resolve(PID));
            Files.deleteIfExists(own.resolve("output"));
            Files.writeString(own.resolve(CONTAINER), engine.program() + " " + name);
        } catch (IOException e) {
            throw new LaunchException("failed to create new container runtime task: " + e.getMessage(), e);
        }
        boolean started = false;
        try {
            Execution client = processes.start(new Program(
                    options.words(launch, image, own.resolve(PID)), own, RunOptions.environment(launch), own));
            Execution container = await(client, name, own);
            started = true;
            return container;
        } finally {
            if (!started) {
                forget(own);
            }
        }
    }

    private static void forget(Path own) {
        try {
            Files.deleteIfExists(own.resolve(CONTAINER));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Execution await(Execution client, String name, Path own) throws LaunchException, EngineException {
        long deadline = System.nanoTime() + START.toNanos();
        while (true) {
            boolean ended = client.onExit().isDone();
            OptionalLong pid = engine.isPodman() ? pidIn(own) : engine.pid(name);
            if (!engine.isPodman() && pid.isPresent()) {
                writePid(own, pid.getAsLong());
            }
            if (ended) {
                checkEnd(client);
                return new ContainerExecution(engine, name, client, pid.orElse(client.pid()));
            }
            if (pid.isPresent()) {
                return new ContainerExecution(engine, name, client, pid.getAsLong());
            }
            if (System.nanoTime() > deadline) {
                engine.kill(name);
                client.kill();
                throw new EngineException(
                        engine.program() + " did not start a container within " + START.toSeconds() + " seconds");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    /** Tells an engine that failed from a program that ended at once with the same code. */
    private void checkEnd(Execution client) throws LaunchException, EngineException {
        OptionalInt code = client.onExit().join();
        if (code.isEmpty() || code.getAsInt() < FIRST_OWN_CODE || code.getAsInt() > LAST_OWN_CODE) {
            return;
        }
        String said;
        try {
            said = Files.readString(client.output()).strip();
        } catch (IOException e) {
            said = "";
        }
        if (!said.startsWith("Error: ") && !said.startsWith("docker: ")) {
            return;
        }
        if (code.getAsInt() == FIRST_OWN_CODE || said.contains("OCI permission denied")) {
            throw new EngineException(said);
        }
        throw new LaunchException("failed to create new container runtime task: " + said);
    }

    /** Docker's client writes none. */
    private static void writePid(Path own, long pid) {
        try {
            Files.writeString(own.resolve(PID), Long.toString(pid));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static OptionalLong pidIn(Path folder) {
        try {
            String text = Files.readString(folder.resolve(PID)).strip();
            return text.matches("\\d{1,10}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
