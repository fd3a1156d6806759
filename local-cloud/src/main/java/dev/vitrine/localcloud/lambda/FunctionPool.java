package dev.vitrine.localcloud.lambda;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The runtime processes of one function, and the requests that wait for them in order of arrival. Processes are started
 * when more requests wait than processes are about to become free.
 */
final class FunctionPool implements ProcessListener {
    private static final int MANY_CRASHES = 3;

    /** Begins to start a process and returns at once; a failure is told to the listener later, by another thread. */
    @FunctionalInterface
    interface Starter {
        RuntimeProcess start(Function function, ProcessListener listener);
    }

    private final LambdaConfig config;
    private final Concurrency concurrency;
    private final Starter starter;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<RuntimeProcess> free = new ArrayDeque<>();
    private final WaitingLine waiting = new WaitingLine();
    private final Set<RuntimeProcess> processes = new HashSet<>();
    private final Map<RuntimeProcess, Turn.Granted> busy = new HashMap<>();
    /** Processes that have answered and are about to ask for the next request. */
    private final Set<RuntimeProcess> returning = new HashSet<>();

    private Function function;
    private int kept;
    private int starting;
    private long tickets;
    private int crashes;
    private boolean closed;

    FunctionPool(Function function, LambdaConfig config, Concurrency concurrency, Starter starter) {
        this.function = function;
        this.config = config;
        this.concurrency = concurrency;
        this.starter = starter;
    }

    /**
     * Carries out one request and returns when it has an outcome.
     *
     * @throws dev.vitrine.localcloud.http.AwsException when it is throttled
     */
    Outcome invoke(Invocation invocation) throws InterruptedException {
        enter();
        try {
            while (true) {
                switch (turn()) {
                    case Turn.Failed failed -> {
                        return failed.why();
                    }
                    case Turn.Granted granted -> {
                        if (granted.process().give(invocation)) {
                            return await(granted, invocation);
                        }
                        forget(granted.process());
                    }
                }
            }
        } finally {
            concurrency.leave();
        }
    }

    /** Lets new requests run with the function as it is now; requests under way end as they began. */
    void update(Function changed) {
        List<RuntimeProcess> stale = new ArrayList<>();
        locked(() -> {
            boolean replace = !function.revisionId().equals(changed.revisionId());
            function = changed;
            if (replace) {
                stale.addAll(free);
                free.clear();
                processes.removeAll(stale);
            }
        });
        stale.forEach(RuntimeProcess::stop);
    }

    /** Ends the processes that have had no work for long. */
    void reap() {
        List<RuntimeProcess> idle = new ArrayList<>();
        locked(() -> {
            free.stream()
                    .filter(process ->
                            process.freeNanos() > config.idleTimeout().toNanos())
                    .limit(Math.max(0, processes.size() - kept))
                    .forEach(idle::add);
            free.removeAll(idle);
            processes.removeAll(idle);
        });
        idle.forEach(RuntimeProcess::stop);
    }

    /** Keeps at least so many processes started from now on. */
    void keepStarted(int least) {
        locked(() -> {
            kept = least;
            scale();
        });
    }

    /** How many processes have started. */
    int started() {
        int[] count = new int[1];
        locked(() -> count[0] = processes.size() - starting);
        return count[0];
    }

    /** Ends all processes; requests under way fail. */
    void close() {
        List<RuntimeProcess> all = new ArrayList<>();
        locked(() -> {
            closed = true;
            all.addAll(processes);
            waiting.dismiss(new Turn.Failed(
                    Outcome.Failure.error("Runtime.ExitError", "The function was deleted or the cloud stops")));
        });
        all.forEach(RuntimeProcess::kill);
    }

    @Override
    public void free(RuntimeProcess process) {
        boolean[] unwanted = new boolean[1];
        locked(() -> {
            if (!processes.contains(process)) {
                unwanted[0] = true;
                return;
            }
            crashes = 0;
            if (busy.remove(process) == null && !returning.remove(process)) {
                starting--;
            }
            if (closed || !isUpToDate(process) || process.printed() > config.maxOutput()) {
                unwanted[0] = true;
                processes.remove(process);
                scale();
                return;
            }
            offer(process);
        });
        if (unwanted[0]) {
            process.stop();
        }
    }

    @Override
    public void ended(RuntimeProcess process, ProcessListener.End end) {
        locked(() -> {
            if (!processes.remove(process)) {
                return;
            }
            free.remove(process);
            busy.remove(process);
            returning.remove(process);
            if (end.whileStarting()) {
                starting--;
                failedToStart(end);
            }
            scale();
        });
    }

    /** As Lambda does, a process that crashed at its start is started once more before anybody hears of it. */
    private void failedToStart(ProcessListener.End end) {
        crashes++;
        if (end.worthRetry() && crashes % 2 == 1) {
            return;
        }
        waiting.call(new Turn.Failed(end.why()));
    }

    /** A process that was found dead before its end was told. */
    private void forget(RuntimeProcess process) {
        locked(() -> {
            processes.remove(process);
            busy.remove(process);
            scale();
        });
    }

    private void enter() {
        locked(() -> {
            if (closed) {
                throw LambdaErrors.notFound(function.arn());
            }
        });
        concurrency.enter();
    }

    private Turn turn() throws InterruptedException {
        CompletableFuture<Turn> turn = new CompletableFuture<>();
        locked(() -> {
            RuntimeProcess process = waiting.isEmpty() ? free.pollFirst() : null;
            if (process != null) {
                turn.complete(grant(process));
            } else {
                waiting.join(turn);
                scale();
            }
        });
        try {
            return turn.get(config.queueWait().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return gaveUp(turn);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The turn may have come in the very last instant; then it is taken. */
    private Turn gaveUp(CompletableFuture<Turn> turn) {
        if (turn.completeExceptionally(new TimeoutException())) {
            locked(waiting::tidy);
            throw LambdaErrors.throttled("ConcurrentInvocationLimitExceeded");
        }
        return turn.join();
    }

    private Turn.Granted grant(RuntimeProcess process) {
        Turn.Granted granted = new Turn.Granted(process, ++tickets);
        busy.put(process, granted);
        return granted;
    }

    private Outcome await(Turn.Granted granted, Invocation invocation) throws InterruptedException {
        RuntimeProcess process = granted.process();
        Duration limit = Duration.ofSeconds(process.function().settings().timeoutSeconds());
        try {
            return invocation.outcome().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            process.timedOut(invocation);
            return invocation.outcome().join();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            locked(() -> {
                if (busy.remove(process, granted)) {
                    returning.add(process);
                }
            });
        }
    }

    /** With the lock held: gives the process to the first who waits, else keeps it, the last used in front. */
    private void offer(RuntimeProcess process) {
        if (!waiting.isEmpty() && waiting.call(grant(process))) {
            return;
        }
        busy.remove(process);
        free.addFirst(process);
    }

    /** With the lock held: starts processes for those who wait, and those that are kept unless they only crash. */
    private void scale() {
        while (!closed && crashes < MANY_CRASHES && upToDate() < kept) {
            processes.add(starter.start(function, this));
            starting++;
        }
        while (!closed && waiting.size() > starting + returning.size() && upToDate() < config.processesPerFunction()) {
            processes.add(starter.start(function, this));
            starting++;
        }
    }

    private long upToDate() {
        return processes.stream().filter(this::isUpToDate).count();
    }

    private boolean isUpToDate(RuntimeProcess process) {
        return process.function().revisionId().equals(function.revisionId());
    }

    private void locked(Runnable work) {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }
}
