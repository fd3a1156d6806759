package dev.vitrine.localcloud.lambda;

import dev.vitrine.localcloud.http.AwsException;
import dev.vitrine.localcloud.process.Execution;
import dev.vitrine.localcloud.process.OutputFollower;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One process of a function. It asks for requests, one at a time, and answers them. Of its states only the
 * {@link FunctionPool} decides what they mean for new requests.
 */
final class RuntimeProcess {
    /** Lambda's limit of an answer, bytes. */
    static final int MAX_RESPONSE = 6 * 1024 * 1024 + 100;

    private enum State {
        STARTING,
        FREE,
        BUSY,
        ENDED
    }

    /** What a waiting process is handed: a request, or the word that there will be none. */
    private sealed interface Handover {
        record Work(Invocation invocation) implements Handover {}

        record Over() implements Handover {}
    }

    private final String id;
    private final Function function;
    private final InvocationLog log;
    private final ProcessListener listener;
    private final Clock clock;
    private final long startedNanos = System.nanoTime();
    private final CompletableFuture<Void> started = new CompletableFuture<>();
    private final CompletableFuture<Void> gone = new CompletableFuture<>();
    private final BlockingQueue<Handover> handover = new LinkedBlockingQueue<>();

    private State state = State.STARTING;
    private @Nullable Execution execution;
    private @Nullable OutputFollower output;
    private @Nullable Invocation current;
    private long currentNanos;
    private Optional<Long> initNanos = Optional.empty();
    private boolean initReported;
    private Outcome.@Nullable Failure initError;
    private volatile long freeSinceNanos;

    RuntimeProcess(String id, Function function, InvocationLog log, ProcessListener listener, Clock clock) {
        this.id = id;
        this.function = function;
        this.log = log;
        this.listener = listener;
        this.clock = clock;
    }

    String id() {
        return id;
    }

    Function function() {
        return function;
    }

    /** Nanoseconds for which it has waited for a request. */
    long freeNanos() {
        return System.nanoTime() - freeSinceNanos;
    }

    /** Bytes that it has printed. */
    synchronized long printed() {
        return output == null ? 0 : output.size();
    }

    /** Completes when it asks for its first request, or has ended before. */
    CompletableFuture<Void> started() {
        return started;
    }

    /** Completes when the program has ended and its output is read. */
    CompletableFuture<Void> gone() {
        return gone;
    }

    /** Takes charge of the started program. */
    void attach(Execution program, Duration initTimeout) {
        OutputFollower follower = OutputFollower.follow(program.output(), log::line);
        boolean unwanted;
        synchronized (this) {
            execution = program;
            output = follower;
            unwanted = state == State.ENDED;
        }
        if (unwanted) {
            program.kill();
        }
        var _ = program.onExit().thenAccept(code -> {
            follower.close();
            ended(Optional.empty(), ExitReason.of(code));
            gone.complete(null);
        });
        CompletableFuture.delayedExecutor(initTimeout.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> initTimedOut(initTimeout));
    }

    /** Never came to life. */
    void startFailed(String why) {
        ended(Optional.of(Outcome.Failure.error("Runtime.InvalidEntrypoint", why)), why);
        gone.complete(null);
    }

    /** The runtime API's long poll: waits for the next request. */
    Invocation next() throws InterruptedException {
        synchronized (this) {
            if (state == State.ENDED) {
                throw unwanted();
            }
            if (initNanos.isEmpty() && state == State.STARTING) {
                initNanos = Optional.of(System.nanoTime() - startedNanos);
            }
            if (current == null) {
                state = State.FREE;
                freeSinceNanos = System.nanoTime();
            }
        }
        started.complete(null);
        listener.free(this);
        return switch (handover.take()) {
            case Handover.Work work -> work.invocation();
            case Handover.Over _ -> throw unwanted();
        };
    }

    /** Gives it a request; false if it has ended. */
    boolean give(Invocation invocation) {
        synchronized (this) {
            if (state != State.FREE || execution == null || !execution.alive()) {
                return false;
            }
            state = State.BUSY;
            current = invocation;
            currentNanos = System.nanoTime();
            log.start(invocation);
        }
        handover.add(new Handover.Work(invocation));
        return true;
    }

    /** The function's answer to a request. */
    void respond(String requestId, Payload body) {
        finish(requestId, new Outcome.Success(body));
    }

    /** The function's answer is larger than {@link #MAX_RESPONSE}. */
    void respondTooLarge(String requestId) {
        finish(
                requestId,
                Outcome.Failure.error(
                        "Function.ResponseSizeTooLarge",
                        "Response payload size exceeded maximum allowed payload size (" + MAX_RESPONSE + " bytes)."));
    }

    /** The function's failure at a request. */
    void fail(String requestId, Payload error, String kind) {
        finish(requestId, Outcome.Failure.reported(error, kind));
    }

    /** The function could not be loaded; the process will exit by itself. */
    synchronized void initError(Payload error) {
        initError = Outcome.Failure.reported(error, "Unhandled");
    }

    /** Ends the process since a request took longer than it may. */
    void timedOut(Invocation invocation) {
        String message =
                invocation.timedOut(clock.instant(), function.settings().timeoutSeconds());
        synchronized (this) {
            if (current != invocation) {
                return;
            }
        }
        drain();
        log.line(message);
        finish(invocation.requestId(), Outcome.Failure.timeout(message));
        kill();
    }

    void stop() {
        Execution running = execution();
        if (running != null) {
            running.stop(Duration.ofSeconds(2));
        }
        ended(Optional.empty(), "The process was stopped");
    }

    void kill() {
        Execution running = execution();
        if (running != null) {
            running.kill();
        }
        ended(Optional.empty(), ExitReason.KILLED);
    }

    private void initTimedOut(Duration limit) {
        synchronized (this) {
            if (state != State.STARTING) {
                return;
            }
            initError = Outcome.Failure.initTimeout(limit);
        }
        kill();
    }

    private void finish(String requestId, Outcome outcome) {
        Invocation invocation;
        long nanos;
        Optional<Long> init;
        synchronized (this) {
            invocation = current;
            if (invocation == null || !invocation.requestId().equals(requestId)) {
                throw new AwsException(400, "InvalidRequestID", "Invalid request ID " + requestId);
            }
            current = null;
            nanos = System.nanoTime() - currentNanos;
            init = initReported ? Optional.empty() : initNanos;
            initReported = true;
        }
        invocation.took(nanos);
        drain();
        if (!invocation.wantsTail()) {
            invocation.outcome().complete(outcome);
        }
        Execution running = execution();
        log.end(invocation, outcome, nanos, init, running == null ? OptionalLong.empty() : running.peakMemory());
        invocation.outcome().complete(outcome);
    }

    private void ended(Optional<Outcome.Failure> cause, String why) {
        Invocation invocation;
        boolean starting;
        boolean explained;
        Outcome.Failure failure;
        synchronized (this) {
            if (state == State.ENDED) {
                return;
            }
            starting = state == State.STARTING;
            state = State.ENDED;
            invocation = current;
            explained = cause.isPresent() || initError != null;
            failure = cause.orElse(initError != null ? initError : Outcome.Failure.exit(requestIdOf(invocation), why));
        }
        if (starting) {
            log.initFailed(System.nanoTime() - startedNanos, failure.status());
        }
        if (invocation != null) {
            log.line("RequestId: " + invocation.requestId() + " Error: " + why);
            finish(invocation.requestId(), failure);
        }
        started.complete(null);
        handover.add(new Handover.Over());
        listener.ended(this, new ProcessListener.End(failure, starting, starting && !explained));
    }

    private static String requestIdOf(@Nullable Invocation invocation) {
        return invocation == null ? "unknown" : invocation.requestId();
    }

    private synchronized @Nullable Execution execution() {
        return execution;
    }

    private void drain() {
        OutputFollower follower;
        synchronized (this) {
            follower = output;
        }
        if (follower != null) {
            follower.drain();
        }
    }

    private static AwsException unwanted() {
        return new AwsException(410, "Gone", "This runtime process is not wanted any more.");
    }
}
