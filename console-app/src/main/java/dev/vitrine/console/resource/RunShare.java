package dev.vitrine.console.resource;

import dev.vitrine.common.job.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which part of a worker's time a run pays: the workers of a prototype take from all of its runs, so while several go on
 * each pays an equal part.
 */
public final class RunShare {
    private static final double MILLIS_PER_HOUR = 3_600_000;

    private final Job job;
    private final List<Job> runs;
    private final Instant now;

    /** @param runs all that are known, of any prototype */
    public RunShare(Job job, List<Job> runs, Instant now) {
        this.job = job;
        this.runs = runs.stream()
                .filter(other -> other.prototype().equals(job.prototype())
                        && other.startedAt().isPresent())
                .toList();
        this.now = now;
    }

    /** Hours of a task between the two that this run pays. */
    public double hours(Instant from, Instant to) {
        Instant first = job.startedAt().filter(start -> start.isAfter(from)).orElse(from);
        Instant last = end(job).isBefore(to) ? end(job) : to;
        if (job.startedAt().isEmpty() || !first.isBefore(last)) {
            return 0;
        }
        TreeSet<Instant> changes = new TreeSet<>(List.of(first, last));
        runs.stream()
                .flatMap(run -> Stream.of(run.startedAt().orElse(now), end(run)))
                .filter(at -> at.isAfter(first) && at.isBefore(last))
                .forEach(changes::add);
        double hours = 0;
        for (Instant begin = first; begin.isBefore(last); ) {
            Instant end = changes.higher(begin);
            Instant at = begin;
            long sharing = runs.stream()
                    .filter(run -> !run.startedAt().orElse(now).isAfter(at) && end(run).isAfter(at))
                    .count();
            hours += Duration.between(begin, end).toMillis() / MILLIS_PER_HOUR / Math.max(1, sharing);
            begin = end;
        }
        return hours;
    }

    private Instant end(Job run) {
        return run.finishedAt().orElse(now);
    }
}
