package dev.vitrine.packaging.run;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    private final ManagedProcess frontend;
    private final CountDownLatch ending = new CountDownLatch(1);

    LocalRun(RunSettings settings, StateFolder state, Programs programs, PrintStream out) {
        this.settings = settings;
        this.state = state;
        this.programs = programs;
        this.out = out;
        this.ledger = new ProcessLedger(state.ledger());
        this.cloud = new ManagedProcess("local cloud", state.log("local-cloud"), programs::localCloud, out);
        String sessionKey = state.sessionKey();
        this.frontend = new ManagedProcess("frontend", state.log("frontend"), () -> programs.frontend(sessionKey), out);
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
        frontend.start();
        publish();
        frontend.awaitReady(() -> Probes.answers(loopback(settings.port(), "/health")), START);
    }

    /** Ends every process in order: whoever uses the cloud before the cloud. Returns when all are gone. */
    synchronized void end() {
        ending.countDown();
        cloud.leaveStopped();
        frontend.leaveStopped();
        Optional<ProcessHandle> server = cloud.handle();
        List<ProcessHandle> users = new ArrayList<>(running());
        server.ifPresent(users::remove);
        ProcessLedger.end(users, WORKERS_END);
        ProcessLedger.end(server.stream().toList(), CLOUD_END);
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
        frontend.leaveStopped();
        running().forEach(ProcessHandle::destroyForcibly);
    }

    private void publish() {
        try {
            int exit = programs.publish().start().waitFor();
            if (exit != 0) {
                throw new CannotRunException("The prototypes are not published; see above.");
            }
        } catch (IOException e) {
            throw new CannotRunException("Publishing cannot be started (" + e.getMessage() + ").");
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }

    private void keepLedger() {
        try {
            do {
                ledger.add(Stream.of(cloud, frontend)
                        .flatMap(process -> process.handle().stream())
                        .toList());
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

    private static URI loopback(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
