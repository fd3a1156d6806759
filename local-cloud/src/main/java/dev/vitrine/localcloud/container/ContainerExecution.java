package dev.vitrine.localcloud.container;

import dev.vitrine.localcloud.process.Execution;
import dev.vitrine.localcloud.process.ProcessMemory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A program that runs in a container. The engine's client runs beside it as a process for as long: it hands on signals and
 * output, and ends with the program's exit code.
 *
 * @param client the engine's client
 * @param pid of the program as the host sees it
 */
record ContainerExecution(Engine engine, String name, Execution client, long pid) implements Execution {
    private static final Duration KILLED = Duration.ofSeconds(20);

    @Override
    public boolean alive() {
        return client.alive();
    }

    @Override
    public CompletableFuture<OptionalInt> onExit() {
        return client.onExit();
    }

    @Override
    public Path output() {
        return client.output();
    }

    @Override
    public OptionalLong peakMemory() {
        return ProcessMemory.peak(pid);
    }

    @Override
    public void stop(Duration grace) {
        if (alive()) {
            ProcessHandle.of(client.pid()).ifPresent(ProcessHandle::destroy);
            later(grace, this::kill);
        }
    }

    @Override
    public void kill() {
        if (alive()) {
            Thread.ofVirtual().name("kill-" + name).start(() -> engine.kill(name));
            later(KILLED, client::kill);
        }
    }

    private static void later(Duration delay, Runnable action) {
        CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS)
                .execute(action);
    }
}
