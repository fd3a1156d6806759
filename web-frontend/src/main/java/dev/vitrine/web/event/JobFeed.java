package dev.vitrine.web.event;

import dev.vitrine.common.job.Backlog;
import dev.vitrine.common.job.Job;
import dev.vitrine.common.job.JobQuery;
import dev.vitrine.common.job.JobStore;
import dev.vitrine.web.job.JobJson;
import dev.vitrine.web.job.JobView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What changes about jobs, for any number of listeners: one poller per process, that looks about once a second at the
 * jobs that are not done and at the newest, and only while somebody listens.
 */
public final class JobFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JobFeed.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final int NEWEST = 50;

    private final JobStore jobs;
    private final Backlog backlog;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, Integer> watched = new HashMap<>();
    private int listeners;
    private @Nullable Thread poller;
    private boolean closed;
    private State state = State.NONE;

    public JobFeed(JobStore jobs, Backlog backlog, Clock clock) {
        this.jobs = jobs;
        this.backlog = backlog;
        this.clock = clock;
    }

    /**
     * What is known at one moment.
     *
     * @param revision grows with every change
     * @param jobs by id
     * @param reachable whether the last look at the job table succeeded
     * @param looked whether there was a look since somebody listens
     */
    record State(long revision, Map<String, Known> jobs, boolean reachable, boolean looked) {
        static final State NONE = new State(0, Map.of(), true, false);
    }

    /**
     * A job as last seen.
     *
     * @param revision of the state that brought this change
     * @param changedAt when this process saw the change, in milliseconds since 1970: means the same at every replica, as
     *     far as their clocks agree
     */
    record Known(Job job, String json, long revision, long changedAt) {}

    /** Begins to listen, to one job or to all. */
    Listener listen(Optional<String> job) {
        lock.lock();
        try {
            job.ifPresent(id -> watched.merge(id, 1, Integer::sum));
            listeners++;
            if (poller == null && !closed) {
                state = new State(state.revision(), Map.of(), true, false);
                poller = Thread.ofVirtual().name("job-feed").start(this::poll);
            }
            return new Listener(job, state.looked() ? -1 : state.revision());
        } finally {
            lock.unlock();
        }
    }

    /** How many streams are open. */
    public int listeners() {
        lock.lock();
        try {
            return listeners;
        } finally {
            lock.unlock();
        }
    }

    /** One who listens, until closed. */
    final class Listener implements AutoCloseable {
        private final Optional<String> job;
        private final long since;

        Listener(Optional<String> job, long since) {
            this.job = job;
            this.since = since;
        }

        /** The revision before which nothing is news. */
        long since() {
            return since;
        }

        /** Waits until there is something newer, or the time is up; empty when the feed was closed. */
        Optional<State> await(long revision, Duration atMost) throws InterruptedException {
            lock.lock();
            try {
                long nanos = atMost.toNanos();
                while (!closed && state.revision() <= revision && nanos > 0) {
                    nanos = changed.awaitNanos(nanos);
                }
                return closed ? Optional.empty() : Optional.of(state);
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            lock.lock();
            try {
                listeners--;
                job.ifPresent(id -> watched.computeIfPresent(id, (key, count) -> count == 1 ? null : count - 1));
            } finally {
                lock.unlock();
            }
        }
    }

    private void poll() {
        long next = System.nanoTime();
        while (goOn()) {
            look();
            next = Math.max(next + PERIOD.toNanos(), System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(200));
            LockSupport.parkNanos(next - System.nanoTime());
        }
    }

    private boolean goOn() {
        lock.lock();
        try {
            boolean goOn = listeners > 0 && !closed;
            if (!goOn) {
                poller = null;
            }
            return goOn;
        } finally {
            lock.unlock();
        }
    }

    private void look() {
        State before;
        List<String> wanted;
        lock.lock();
        try {
            before = state;
            wanted = List.copyOf(watched.keySet());
        } finally {
            lock.unlock();
        }
        try {
            publish(before, seen(before, wanted));
        } catch (RuntimeException e) {
            if (before.reachable()) {
                LOG.warn("cannot look at the jobs, trying on: {}", e.getMessage());
            }
            swap(
                    before,
                    new State(
                            before.revision() + (before.reachable() || !before.looked() ? 1 : 0),
                            before.jobs(),
                            false,
                            true));
        }
    }

    /** The jobs that may have changed. */
    private Map<String, JobView> seen(State before, List<String> wanted) {
        Map<String, JobView> seen = new HashMap<>();
        jobs.list(new JobQuery(Optional.empty(), Optional.empty(), Optional.empty(), NEWEST))
                .jobs()
                .forEach(job -> seen.put(job.id(), JobView.of(job)));
        backlog.openWork().forEach(open -> seen.put(open.job().id(), JobView.of(open.job())));
        for (Known known : before.jobs().values()) {
            String id = known.job().id();
            if (!known.job().state().isDone() && !seen.containsKey(id)) {
                jobs.find(id).ifPresent(job -> seen.put(id, JobView.of(job)));
            }
        }
        for (String id : wanted) {
            watchedJob(before, seen, id)
                    .ifPresent(job -> seen.put(
                            id,
                            job.state().isDone()
                                    ? JobView.of(job)
                                    : JobView.of(job, jobs.shards(id), clock.instant())));
        }
        return seen;
    }

    private Optional<Job> watchedJob(State before, Map<String, JobView> seen, String id) {
        JobView view = seen.get(id);
        if (view != null) {
            return Optional.of(view.job());
        }
        Known known = before.jobs().get(id);
        return known != null && known.job().state().isDone() ? Optional.of(known.job()) : jobs.find(id);
    }

    private void publish(State before, Map<String, JobView> seen) {
        long revision = before.revision() + 1;
        Instant now = clock.instant();
        Map<String, Known> after = new HashMap<>();
        boolean news = !before.reachable() || !before.looked();
        for (Map.Entry<String, JobView> entry : seen.entrySet()) {
            String json = JobJson.of(entry.getValue(), now).toString();
            Known known = before.jobs().get(entry.getKey());
            boolean same = known != null && known.json().equals(json);
            after.put(
                    entry.getKey(),
                    same ? known : new Known(entry.getValue().job(), json, revision, now.toEpochMilli()));
            news |= !same;
        }
        if (news) {
            swap(before, new State(revision, Map.copyOf(after), true, true));
        }
    }

    private void swap(State before, State after) {
        lock.lock();
        try {
            if (state.revision() == before.revision()) {
                state = after;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
