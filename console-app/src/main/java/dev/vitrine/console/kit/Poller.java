package dev.vitrine.console.kit;

import dev.vitrine.common.operation.CloudProblem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * Reads one kind of resource again and again on a thread of its own. It reads often while somebody watches, seldom while
 * nobody does, and not at all while it is paused; after a reading it rests at least as long as that took. What it read is told on the executor of the screen.
 *
 * @param <T> an immutable value
 */
public final class Poller<T> implements AutoCloseable {
    private static final Duration BETWEEN_PARTS = Duration.ofSeconds(1);

    private final Pace pace;
    private final Function<Consumer<T>, T> read;
    private final Function<Throwable, CloudProblem> problems;
    private final Executor ui;
    private final Clock clock;
    private final Clock ticks;
    private final ReadOnlyObjectWrapper<Reading<T>> reading;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread thread;

    private int watchers;
    private boolean paused;
    private boolean asked = true;
    private boolean closed;
    /** Of the last reading. */
    private Duration took = Duration.ZERO;
    /** Whether all was read once: what comes in parts is shown until then. */
    private boolean whole;

    private Instant told = Instant.EPOCH;

    /** How long it waits between two readings. */
    public record Pace(Duration watched, Duration unwatched) {
        public Pace {
            if (watched.compareTo(unwatched) > 0) {
                throw new IllegalArgumentException("what nobody watches is not read more often");
            }
        }
    }

    /**
     * A poller that starts with what was known before.
     *
     * @param problems translates what {@code read} throws
     */
    public Poller(
            String name,
            Pace pace,
            Reading<T> before,
            Supplier<T> read,
            Function<Throwable, CloudProblem> problems,
            Executor ui,
            Clock clock) {
        this(name, pace, before, problems, ui, clock, soFar -> read.get());
    }

    /**
     * A poller of what may come in parts.
     *
     * @param read is given whom to tell what is known so far; that is shown, without a time, until all was read once
     */
    public Poller(
            String name,
            Pace pace,
            Reading<T> before,
            Function<Throwable, CloudProblem> problems,
            Executor ui,
            Clock clock,
            Function<Consumer<T>, T> read) {
        this.pace = pace;
        this.read = read;
        this.problems = problems;
        this.ui = ui;
        this.clock = clock;
        this.ticks = CloudClock.ofThisComputer(clock);
        this.reading = new ReadOnlyObjectWrapper<>(before);
        this.whole = before.value().isPresent();
        this.thread = Thread.ofVirtual().name("read " + name).unstarted(this::run);
    }

    /** Changes on the screen's executor alone. */
    public ReadOnlyObjectProperty<Reading<T>> reading() {
        return reading.getReadOnlyProperty();
    }

    public void start() {
        thread.start();
    }

    /** Somebody looks at it now ({@code true}), or no longer. */
    public void watch(boolean looks) {
        change(() -> {
            watchers += looks ? 1 : -1;
            asked |= looks;
        });
    }

    /** Reads at once, and then in its pace again. */
    public void refresh() {
        change(() -> asked = true);
    }

    /** Reads nothing until it is resumed. */
    public void pause() {
        change(() -> paused = true);
    }

    public void resume() {
        change(() -> {
            asked |= paused;
            paused = false;
        });
    }

    @Override
    public void close() {
        change(() -> closed = true);
        thread.interrupt();
    }

    private void change(Runnable what) {
        lock.lock();
        try {
            what.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        while (awaitTurn()) {
            once();
        }
    }

    /** False when it was closed. */
    private boolean awaitTurn() {
        lock.lock();
        try {
            Instant last = ticks.instant();
            while (!closed) {
                Instant now = ticks.instant();
                // Whoever sets the clock back does not make it wait so much longer.
                last = now.isBefore(last) ? now : last;
                Duration usual = watchers > 0 ? pace.watched() : pace.unwatched();
                Duration wait = took.compareTo(usual) > 0 ? took : usual;
                long left = Duration.between(now, last.plus(wait)).toMillis();
                if (!paused && (asked || left <= 0)) {
                    asked = false;
                    return true;
                }
                boolean _ = changed.await(paused ? 1_000 : Math.max(1, left), TimeUnit.MILLISECONDS);
            }
            return false;
        } catch (InterruptedException e) {
            return false;
        } finally {
            lock.unlock();
        }
    }

    @SuppressWarnings("CatchingUnchecked") // the next reading must come, whatever this one met
    private void once() {
        Instant began = clock.instant();
        Instant start = ticks.instant();
        try {
            T value = read.apply(this::soFar);
            took = Duration.between(start, ticks.instant());
            whole = true;
            // What changed while it was read may be missed.
            tell(before -> Reading.of(value, began));
        } catch (RuntimeException e) {
            CloudProblem problem = problems.apply(e);
            tell(before -> before.failed(problem));
        }
    }

    private void soFar(T part) {
        Instant now = ticks.instant();
        if (!whole && Duration.between(told, now).compareTo(BETWEEN_PARTS) >= 0) {
            told = now;
            tell(before -> before.at().isPresent() ? before : Reading.part(part));
        }
    }

    private void tell(Function<Reading<T>, Reading<T>> next) {
        ui.execute(() -> {
            if (!isClosed()) {
                reading.set(next.apply(reading.get()));
            }
        });
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }
}
