package dev.vitrine.console.log.tail;

import dev.vitrine.common.log.LogReader;
import dev.vitrine.common.log.LogUnavailableException;
import dev.vitrine.common.log.LogUnavailableException.Kind;
import dev.vitrine.console.log.tail.Completeness.Gap;
import dev.vitrine.console.log.tail.LineStore.Identified;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Follows a log on a thread of its own and loses nothing: what may still come late is read again, what is known already is
 * known by its identity, and what cannot be read now is read later. Says at every moment how complete the lines are.
 */
public final class LogTail implements AutoCloseable {
    private static final Duration LONGEST_OVERLAP = Duration.ofHours(1);
    private static final Duration SHORT_OVERLAP = Duration.ofSeconds(5);
    private static final int FEW_PAGES = 2;
    private static final Duration FIRST_RETRY = Duration.ofMillis(250);
    private static final Duration LAST_RETRY = Duration.ofSeconds(10);
    private static final int HIDDEN_FACTOR = 5;

    private final Arrivals arrivals;
    private final TailSettings settings;
    private final Clock clock;
    private final Runnable changed;
    private final LogSource source;
    private final Semaphore wake = new Semaphore(0);
    private final Thread thread;

    private volatile Completeness completeness;
    private volatile Instant since;
    private volatile LogScope scope;
    private volatile boolean paused;
    private volatile boolean hidden;
    private volatile boolean closed;

    // For the tail's thread alone.
    private Instant readSince = Instant.MAX;
    private long endLearned;
    private long horizon = Long.MIN_VALUE;
    private long lastAll;
    private int pagesOfAll;

    /**
     * Begins when it is started.
     *
     * @param since older lines are not looked for
     * @param changed is run, on the tail's thread, when there are lines or news of how complete they are
     */
    public LogTail(
            LogReader reader,
            String group,
            LogScope scope,
            Instant since,
            LineStore store,
            TailSettings settings,
            Clock clock,
            Runnable changed) {
        this.arrivals = new Arrivals(store);
        this.settings = settings;
        this.clock = clock;
        this.changed = changed;
        this.since = since;
        this.scope = scope;
        this.completeness = new Completeness(
                since, Optional.empty(), Optional.empty(), settings.overlap(), scope.ended(), false, 0, 0);
        this.source = LogSource.of(reader, group, scope, new Desk(), clock);
        this.thread = Thread.ofVirtual().name("log " + group).unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    public Completeness completeness() {
        return completeness;
    }

    /** Looks also for lines as old as this. */
    public void since(Instant earlier) {
        if (earlier.isBefore(since)) {
            since = earlier;
            wake.release();
        }
    }

    /** This is wanted from now on; when it says that nothing more will be printed, that is read to the end. */
    public void scope(LogScope now) {
        LogScope before = scope;
        scope = now;
        if (!before.streams().equals(now.streams()) || before.ended() != now.ended()) {
            wake.release();
        }
    }

    /** While true nothing is asked. */
    public void paused(boolean rests) {
        paused = rests;
        wake.release();
    }

    /** While nobody looks it asks less often. */
    public void hidden(boolean nobodyLooks) {
        hidden = nobodyLooks;
        wake.release();
    }

    private void run() {
        Duration retry = FIRST_RETRY;
        while (!closed) {
            try {
                boolean grew = look();
                retry = FIRST_RETRY;
                if (completeness.last()) {
                    wake.acquire();
                } else {
                    pause(grew ? settings.pause() : settings.idlePause());
                }
            } catch (LogUnavailableException e) {
                gap(e);
                retry = later(retry);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                // Above all a full disk: it may be freed.
                gap(e);
                retry = later(retry);
            }
        }
    }

    private boolean look() throws InterruptedException {
        try {
            return pass();
        } catch (LogUnavailableException e) {
            boolean over =
                    scope.ended() && endLearned != 0 && elapsed(endLearned).compareTo(settings.settle()) >= 0;
            if (e.kind() != Kind.NOT_FOUND || !over || arrivals.added() > 0) {
                throw e;
            }
            // What has ended and printed nothing has no stream.
            show(Optional.of(clock.instant()), Optional.empty(), true);
            return false;
        }
    }

    /** One look; tells whether it brought a line. */
    private boolean pass() throws InterruptedException {
        LogScope wanted = scope;
        if (wanted.ended() && endLearned == 0) {
            endLearned = System.nanoTime();
        }
        Instant from = wanted.span()
                .map(LogScope.Span::from)
                .filter(begin -> begin.isAfter(since))
                .orElse(since);
        boolean settled = settled(wanted);
        boolean whole = from.isBefore(readSince) || settled;
        boolean all = whole || pagesOfAll <= FEW_PAGES || elapsed(lastAll).compareTo(settings.dearEvery()) >= 0;
        Instant began = clock.instant();
        long beganNanos = System.nanoTime();
        long before = arrivals.added();
        arrivals.look();
        if (all) {
            long start = whole ? from.toEpochMilli() : Math.max(from.toEpochMilli(), horizon - overlap());
            pagesOfAll = source.readAll(wanted, start, from.toEpochMilli());
            lastAll = beganNanos;
            readSince = from;
            horizon = arrivals.newestIngestion() == Long.MIN_VALUE
                    ? from.toEpochMilli()
                    : arrivals.newestIngestion() - elapsed(beganNanos).toMillis();
            show(
                    knownTo(wanted, began),
                    Optional.empty(),
                    settled && arrivals.added() == before && wanted.equals(scope));
        } else {
            long newest = Math.max(from.toEpochMilli(), arrivals.newestIngestion() - SHORT_OVERLAP.toMillis());
            source.readNewest(wanted, newest, from.toEpochMilli());
            show(completeness.to(), Optional.empty(), false);
        }
        return arrivals.added() != before;
    }

    /** To when everything is here after a look that began then: not beyond what is known of the streams. */
    private Optional<Instant> knownTo(LogScope wanted, Instant began) {
        Instant known = wanted.asOf().isBefore(began) ? wanted.asOf() : began;
        Instant seen = source.knownTo(wanted);
        Instant to = seen.isBefore(known) ? seen : known;
        return completeness.to().filter(before -> !to.isAfter(before)).or(() -> Optional.of(to)
                .filter(Instant.EPOCH::isBefore));
    }

    /** Whether the log has ended so long ago that the cloud has taken in all of it. */
    private boolean settled(LogScope wanted) {
        if (!wanted.ended() || readSince.equals(Instant.MAX)) {
            return false;
        }
        Instant newest = arrivals.newest().orElse(Instant.MAX);
        return elapsed(endLearned).compareTo(settings.settle()) >= 0
                || newest.isBefore(clock.instant().minus(settings.settle()));
    }

    private long overlap() {
        return Math.clamp(2 * arrivals.greatestLateness(), settings.overlap().toMillis(), LONGEST_OVERLAP.toMillis());
    }

    private void pause(Duration time) throws InterruptedException {
        Duration pause = hidden ? time.multipliedBy(HIDDEN_FACTOR) : time;
        if (wake.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS)) {
            wake.drainPermits();
        }
    }

    private Duration later(Duration retry) {
        try {
            pause(retry);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Duration twice = retry.multipliedBy(2);
        return twice.compareTo(LAST_RETRY) < 0 ? twice : LAST_RETRY;
    }

    private void gap(Exception e) {
        if (!closed) {
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            show(completeness.to(), Optional.of(new Gap(reason)), false);
        }
    }

    private void show(Optional<Instant> to, Optional<Gap> gap, boolean last) {
        Duration patience = Duration.ofMillis(overlap());
        completeness =
                new Completeness(since, to, gap, patience, scope.ended(), last, arrivals.added(), arrivals.late());
        changed.run();
    }

    private static Duration elapsed(long sinceNanos) {
        return Duration.ofNanos(System.nanoTime() - sinceNanos);
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        wake.release();
    }

    private final class Desk implements LogSource.Desk {
        @Override
        public <T> T ask(Supplier<T> call) throws InterruptedException {
            Duration retry = FIRST_RETRY;
            while (true) {
                while (paused && !closed) {
                    wake.acquire();
                }
                if (closed) {
                    throw new InterruptedException("closed");
                }
                try {
                    T answer = call.get();
                    if (completeness.gap().isPresent()) {
                        show(completeness.to(), Optional.empty(), false);
                    }
                    return answer;
                } catch (LogUnavailableException e) {
                    if (e.kind() != Kind.THROTTLED && e.kind() != Kind.UNREACHABLE) {
                        throw e;
                    }
                    gap(e);
                    retry = later(retry);
                }
            }
        }

        @Override
        public void take(List<Identified> events) {
            if (arrivals.take(events, completeness.to().isEmpty())) {
                show(completeness.to(), completeness.gap(), false);
            }
        }

        @Override
        public boolean has(long timestamp, long identity) {
            return arrivals.has(timestamp, identity);
        }
    }
}
