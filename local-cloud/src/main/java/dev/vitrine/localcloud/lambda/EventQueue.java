package dev.vitrine.localcloud.lambda;

import dev.vitrine.localcloud.http.AwsException;
import dev.vitrine.localcloud.state.JsonTable;
import dev.vitrine.localcloud.state.StateFile;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests that nobody waits for. Each is stored before it is accepted and tried until the function succeeds, at least
 * once: a failure is repeated as often as configured and then dropped with a line in the log; a throttled request is kept.
 */
final class EventQueue implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EventQueue.class);
    private static final int MAX_EVENTS = 100_000;
    private static final Duration THROTTLED_PAUSE = Duration.ofSeconds(1);

    private final JsonTable<Event> events;
    private final Functions functions;
    private final LambdaConfig config;
    private final Clock clock;
    private final Map<String, Semaphore> places = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    EventQueue(StateFile state, Functions functions, LambdaConfig config, Clock clock) {
        this.events = state.table("events", Event.class);
        this.functions = functions;
        this.config = config;
        this.clock = clock;
    }

    /** Goes on with what an earlier local cloud left. */
    void resume() {
        events.values().forEach(event -> threads.execute(() -> work(event.id())));
    }

    /** Stores an event; once this returns it will be tried. */
    void add(String requestId, String functionName, Payload payload) {
        if (events.size() >= MAX_EVENTS) {
            throw LambdaErrors.throttled("ConcurrentInvocationLimitExceeded");
        }
        events.put(requestId, new Event(requestId, functionName, payload.toString(), 0, clock.millis()));
        threads.execute(() -> work(requestId));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private void work(String id) {
        try {
            for (Optional<Event> event = events.get(id); event.isPresent(); event = events.get(id)) {
                Thread.sleep(Duration.ofMillis(Math.max(0, event.get().dueMillis() - clock.millis())));
                Semaphore place = places.computeIfAbsent(
                        event.get().functionName(), _ -> new Semaphore(config.processesPerFunction(), true));
                place.acquire();
                try {
                    attempt(event.get());
                } finally {
                    place.release();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.error("Event {} could not be worked on; the next start tries it again.", id, e);
        }
    }

    private void attempt(Event event) throws InterruptedException {
        try {
            Invocation invocation = new Invocation(event.id(), Payload.of(event.payload()), Optional.empty(), false);
            FunctionName name = FunctionName.parse(event.functionName());
            switch (functions.invoke(name, functions.resolve(name), invocation)) {
                case Outcome.Success _ -> events.remove(event.id());
                case Outcome.Failure failure
                when Thread.currentThread().isInterrupted() ->
                    log.debug("Event {} is left for the next start: {}", event.id(), failure);
                case Outcome.Failure failure -> failed(event, failure);
            }
        } catch (AwsException e) {
            refused(event, e);
        }
    }

    private void failed(Event event, Outcome.Failure failure) {
        if (event.attempts() < config.retryDelays().size()) {
            Duration pause = config.retryDelays().get(event.attempts());
            events.put(event.id(), event.again(clock.millis() + pause.toMillis()));
            return;
        }
        log.warn(
                "Event {} of function {} was dropped after {} attempts: {}",
                event.id(),
                event.functionName(),
                event.attempts() + 1,
                failure.body());
        events.remove(event.id());
    }

    private void refused(Event event, AwsException why) {
        if (why.status() == 429) {
            events.put(event.id(), event.later(clock.millis() + THROTTLED_PAUSE.toMillis()));
            return;
        }
        log.warn("Event {} of function {} was dropped: {}", event.id(), event.functionName(), why.getMessage());
        events.remove(event.id());
    }
}
