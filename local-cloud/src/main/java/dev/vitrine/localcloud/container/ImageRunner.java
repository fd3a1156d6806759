package dev.vitrine.localcloud.container;

import dev.vitrine.localcloud.process.Execution;
import dev.vitrine.localcloud.process.Image;
import dev.vitrine.localcloud.process.Launch;
import dev.vitrine.localcloud.process.LaunchException;
import dev.vitrine.localcloud.process.ProcessRunner;
import dev.vitrine.localcloud.process.Runner;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs complete images as containers where an engine is wanted and answers, and everything else as processes. Engines are
 * asked when the first complete image is to run.
 */
public final class ImageRunner implements Runner {
    private static final Logger log = LoggerFactory.getLogger(ImageRunner.class);

    private final EngineChoice choice;
    private final URI registry;
    private final Path folder;
    private final Predicate<String> isInRegistry;
    private final ProcessRunner processes;
    private boolean asked;
    private Optional<ContainerRunner> containers = Optional.empty();

    /**
     * @param registry where the local cloud's registry answers
     * @param folder for what engines need, this runner's alone
     * @param temporary folder for temporary files of processes
     * @param isInRegistry whether the registry still has the image of a name such as {@code vitrine/batch@sha256:0123…}
     */
    public ImageRunner(EngineChoice choice, URI registry, Path folder, Path temporary, Predicate<String> isInRegistry) {
        this(choice, registry, folder, new ProcessRunner(temporary), isInRegistry);
    }

    /** @param processes runs what does not run as a container */
    public ImageRunner(
            EngineChoice choice, URI registry, Path folder, ProcessRunner processes, Predicate<String> isInRegistry) {
        this.choice = choice;
        this.registry = registry;
        this.folder = folder;
        this.processes = processes;
        this.isInRegistry = isInRegistry;
    }

    @Override
    public Execution start(Launch launch) throws LaunchException {
        Optional<ContainerRunner> runner = launch.image().isComplete() ? containers() : Optional.empty();
        if (runner.isEmpty()) {
            return processes.start(launch);
        }
        try {
            return runner.get().start(launch);
        } catch (EngineException e) {
            if (choice != EngineChoice.AUTO) {
                throw new LaunchException("failed to create new container runtime task: " + e.getMessage(), e);
            }
            log.warn("Containers cannot run here, so images run as processes: {}", e.getMessage());
            giveUp();
            return processes.start(launch);
        }
    }

    @Override
    public void prepare(Image image) throws LaunchException {
        Optional<ContainerRunner> runner = image.isComplete() ? containers() : Optional.empty();
        if (runner.isPresent()) {
            runner.get().pull(image);
        } else {
            processes.prepare(image);
        }
    }

    @Override
    public Optional<Execution> find(Path own) {
        return ContainerRunner.find(own.toAbsolutePath(), processes).or(() -> processes.find(own));
    }

    private synchronized Optional<ContainerRunner> containers() throws LaunchException {
        if (asked) {
            return containers;
        }
        Optional<Engine> engine = isLinux() ? Engine.find(choice) : Optional.empty();
        if (engine.isEmpty() && (choice == EngineChoice.PODMAN || choice == EngineChoice.DOCKER)) {
            throw new LaunchException("CONTAINER_ENGINE is " + choice.programs().getFirst()
                    + ", which does not answer. Install and start it, or set CONTAINER_ENGINE to auto or none.");
        }
        log.info(
                "Complete images run as {}.",
                engine.map(it -> "containers of " + it.program()).orElse("processes"));
        containers = engine.map(it -> new ContainerRunner(it, processes, registry, folder, isInRegistry));
        asked = true;
        return containers;
    }

    private synchronized void giveUp() {
        containers = Optional.empty();
    }

    /** Elsewhere containers run in a virtual machine, whose network of the host is another one. */
    private static boolean isLinux() {
        return System.getProperty("os.name").equals("Linux");
    }
}
