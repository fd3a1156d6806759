package dev.vitrine.packaging.run;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** All processes of Vitrine on this computer, from their start to their end. */
final class LocalRun {
    private static final Duration START = Duration.ofSeconds(60);

    /** A worker that is told to end may finish its shard first. */
    private static final Duration WORKERS_END = Duration.ofSeconds(30);

    private static final Duration CLOUD_END = Duration.ofSeconds(10);

    private final RunSettings settings;
    private final StateFolder state;
    private final Programs programs;
    private final PrintStream out;
    private final ProcessLedger ledger;
    private final ManagedProcess cloud;
    private final CountDownLatch ending = new CountDownLatch(1);

    LocalRun(RunSettings settings, StateFolder state, Programs programs, PrintStream out) {
        this.settings = settings;
        this.state = state;
        this.programs = programs;
        this.out = out;
        this.ledger = new ProcessLedger(state.ledger());
        this.cloud = new ManagedProcess("local cloud", state.log("local-cloud"), programs::localCloud, out);
    }

    /** Ends what an earlier run left because it was killed. */
    void endLeftovers() {
        List<ProcessHandle> leftovers = ledger.running();
        if (!leftovers.isEmpty()) {
            out.println("Ending " + leftovers.size() + " processes that an earlier run left behind ...");
            ProcessLedger.end(leftovers, CLOUD_END);
        }
    }

    /** @throws CannotRunException when a part does not start; what did start runs until {@link #end} */
    void start() {
        Probes.requireFree(settings.port(), "PORT", "web page");
        Probes.requireFree(settings.cloudPort(), "CLOUD_PORT", "local cloud");
        Thread.ofVirtual().name("write down processes").start(this::keepLedger);
        cloud.start();
        cloud.awaitReady(() -> Probes.answers(loopback(settings.cloudPort(), "/")), START);
        deploy();
        cloud.awaitReady(() -> Probes.answers(loopback(settings.port(), "/health")), START);
    }

    /** Ends every process in order: workers, who write to the cloud to the last, before the cloud, which ends the others. */
    synchronized void end() {
        ending.countDown();
        cloud.leaveStopped();
        ProcessLedger.end(running().stream().filter(LocalRun::isWorker).toList(), WORKERS_END);
        ProcessLedger.end(cloud.handle().stream().toList(), CLOUD_END);
        ProcessLedger.end(running(), Duration.ZERO);
        state.close();
    }

    /** Whether {@link #end} was called. */
    boolean isEnding() {
        return ending.getCount() == 0;
    }

    /** Ends every process without asking. */
    void kill() {
        cloud.leaveStopped();
        running().forEach(ProcessHandle::destroyForcibly);
    }

    private void deploy() {
        try {
            int exit = programs.deploy().start().waitFor();
            if (exit != 0) {
                throw new CannotRunException("Not everything is deployed; see above.");
            }
        } catch (IOException e) {
            throw new CannotRunException("The deploy cannot be started (" + e.getMessage() + ").");
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }

    private void keepLedger() {
        try {
            do {
                ledger.add(cloud.handle().stream().toList());
            } while (!ending.await(1, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }

    private List<ProcessHandle> running() {
        return Stream.concat(ledger.running().stream(), ProcessHandle.current().descendants())
                .distinct()
                .toList();
    }

    private static boolean isWorker(ProcessHandle process) {
        return process.info().commandLine().orElse("").contains("-Dvitrine.role=batch");
    }

    private static URI loopback(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
