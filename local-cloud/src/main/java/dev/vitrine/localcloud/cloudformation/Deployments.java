package dev.vitrine.localcloud.cloudformation;

import dev.vitrine.localcloud.http.Calls;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out the operations, each on a thread of its own; at a start those that an end of the cloud cut short. */
final class Deployments implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Deployments.class);
    private static final long STOP_MILLIS = 2_000;
    private static final long MOMENT_MILLIS = 3_000;

    private final StackStore store;
    private final Exports exports;
    private final ResourceWork work;
    private final Map<String, Thread> running = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    Deployments(StackStore store, Exports exports, Calls calls, Pace pace) {
        this.store = store;
        this.exports = exports;
        this.work = new ResourceWork(store, calls, pace, () -> stopping);
    }

    void resume() {
        for (Operation operation : store.operations()) {
            Optional<StackStatus> status = store.stack(operation.stackId()).map(Stack::status);
            if (status.filter(StackStatus::isInProgress).isPresent()) {
                run(operation);
            } else if (status.filter(StackStatus.UPDATE_ROLLBACK_FAILED::equals).isEmpty()) {
                store.finish(operation);
            }
        }
    }

    /** Keeps the operation and begins with it. */
    void start(Operation operation) {
        store.put(operation);
        run(operation);
    }

    /** Waits for the end of what is being done to a stack, for a moment at most. */
    void awaitBriefly(String stackId) throws InterruptedException {
        Thread thread = running.get(stackId);
        if (thread != null) {
            thread.join(MOMENT_MILLIS);
        }
    }

    private void run(Operation operation) {
        running.put(
                operation.stackId(),
                Thread.ofVirtual().name("stack-" + operation.target().name()).start(() -> carryOut(operation)));
    }

    private void carryOut(Operation operation) {
        try {
            new Deployment(store, exports, work, operation).run();
        } catch (StoppedException e) {
            log.debug("The operation on {} goes on at the next start.", operation.stackId());
        } catch (RuntimeException e) {
            if (!stopping) {
                log.error("The operation on {} failed.", operation.stackId(), e);
                store.enter(operation.stackId(), failure(operation.kind()), "Internal Failure");
                store.finish(operation);
            }
        } finally {
            running.remove(operation.stackId(), Thread.currentThread());
        }
    }

    private static StackStatus failure(Operation.Kind kind) {
        return switch (kind) {
            case CREATE -> StackStatus.CREATE_FAILED;
            case UPDATE -> StackStatus.UPDATE_FAILED;
            case DELETE -> StackStatus.DELETE_FAILED;
        };
    }

    @Override
    public void close() {
        stopping = true;
        running.values().forEach(Thread::interrupt);
        long end = System.currentTimeMillis() + STOP_MILLIS;
        for (Thread thread : running.values()) {
            try {
                thread.join(Math.max(1, end - System.currentTimeMillis()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
