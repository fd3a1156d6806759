package dev.vitrine.console.runs;

import dev.vitrine.common.job.Job;
import dev.vitrine.common.job.JobState;
import dev.vitrine.console.resource.RunProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** How quick the runs are, from what was seen of them in the last half minute. For one thread. */
final class RunRates {
    static final Duration STALLED_AFTER = Duration.ofSeconds(60);
    private static final Duration WINDOW = Duration.ofSeconds(30);
    private static final int MOST_POINTS = 300;

    /** Longer between two readings nobody looked: the computer slept, or the cloud did not answer. */
    private static final Duration LONGEST_BREAK = Duration.ofSeconds(20);

    private final Map<String, Deque<Point>> seen = new HashMap<>();
    private final Map<String, Instant> movedAt = new HashMap<>();
    private final Map<String, List<Double>> history = new HashMap<>();
    private Instant seenAt = Instant.EPOCH;

    private record Point(Instant at, long rows) {}

    void see(List<RunProgress> runs, Instant at) {
        Duration unseen = Duration.between(seenAt, at);
        if (unseen.compareTo(LONGEST_BREAK) > 0) {
            movedAt.replaceAll((id, moved) -> moved.plus(unseen));
        }
        seenAt = at;
        Set<String> busy = runs.stream()
                .filter(run -> run.job().state() == JobState.RUNNING)
                .map(run -> run.job().prototype())
                .collect(Collectors.toSet());
        Set<String> open = new java.util.HashSet<>();
        for (RunProgress run : runs) {
            if (!run.job().state().isDone()) {
                open.add(run.job().id());
                see(run, at);
                if (run.job().state() == JobState.QUEUED
                        && busy.contains(run.job().prototype())) {
                    // It waits its turn.
                    movedAt.put(run.job().id(), at);
                }
            }
        }
        seen.keySet().retainAll(open);
        movedAt.keySet().retainAll(open);
        if (history.size() > 50) {
            history.keySet().retainAll(open);
        }
    }

    private void see(RunProgress run, Instant at) {
        String id = run.job().id();
        Deque<Point> points = seen.computeIfAbsent(id, key -> new ArrayDeque<>());
        Point last = points.peekLast();
        if (last == null || last.rows() != run.rowsAnswered()) {
            movedAt.put(id, at);
        }
        points.addLast(new Point(at, run.rowsAnswered()));
        while (points.size() > 2 && points.getFirst().at().isBefore(at.minus(WINDOW))) {
            points.removeFirst();
        }
        List<Double> rates = history.computeIfAbsent(id, key -> new ArrayList<>());
        rates.add(rate(run));
        if (rates.size() > MOST_POINTS) {
            rates.removeFirst();
        }
    }

    /** Rows a second: of late while it runs, on the whole once it is done. */
    double rate(RunProgress run) {
        Job job = run.job();
        if (job.state().isDone()) {
            return job.startedAt()
                    .flatMap(start -> job.finishedAt().map(end -> Duration.between(start, end)))
                    .filter(Duration::isPositive)
                    .map(took -> job.progress().rowsDone() * 1_000.0 / took.toMillis())
                    .orElse(0.0);
        }
        Deque<Point> points = seen.getOrDefault(job.id(), new ArrayDeque<>());
        if (points.size() < 2) {
            return 0;
        }
        long millis =
                Duration.between(points.getFirst().at(), points.getLast().at()).toMillis();
        long rows = points.getLast().rows() - points.getFirst().rows();
        return millis <= 0 || rows <= 0 ? 0 : rows * 1_000.0 / millis;
    }

    Optional<Duration> left(RunProgress run) {
        double rate = rate(run);
        if (run.job().state().isDone() || rate <= 0) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofMillis((long) ((run.job().rows() - run.rowsAnswered()) * 1_000.0 / rate)));
    }

    /** Whether nothing has moved for a minute up to the last reading. */
    boolean isStalled(RunProgress run) {
        Instant moved = movedAt.get(run.job().id());
        return moved != null
                && !run.job().state().isDone()
                && moved.plus(STALLED_AFTER).isBefore(seenAt);
    }

    /** Rows a second at every reading since the console looks. */
    List<Double> history(String jobId) {
        return List.copyOf(history.getOrDefault(jobId, List.of()));
    }
}
