package dev.vitrine.console.runs;

import dev.vitrine.common.job.Job;
import dev.vitrine.common.job.JobState;
import dev.vitrine.common.operation.ClusterTask;
import dev.vitrine.console.kit.Texts;
import dev.vitrine.console.resource.RunCost;
import dev.vitrine.console.resource.RunProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A run as one row.
 *
 * @param tasks those that worked for its prototype while it ran
 * @param workers tasks that hold a part of it now
 * @param rate rows a second
 * @param left time until it is done, if it goes on so
 * @param cost what its share of the tasks cost
 * @param stalled whether nothing has moved for a minute
 * @param lastLine the last line of its log that was read
 */
public record RunRow(
        RunProgress run,
        List<ClusterTask> tasks,
        int workers,
        double rate,
        Optional<Duration> left,
        RunCost cost,
        boolean stalled,
        String lastLine) {
    public RunRow {
        tasks = List.copyOf(tasks);
    }

    public Job job() {
        return run.job();
    }

    /** State of the job; a running one that does not move is STALLED. */
    public String state() {
        return stalled ? "STALLED" : job().state().name();
    }

    /** Share of the rows that are answered, from 0 to 1. */
    public double progress() {
        return (double) run.rowsAnswered() / job().rows();
    }

    /** Such as {@code 50,000 of 1,000,000}. */
    public String progressText() {
        return Texts.number(run.rowsAnswered()) + " of " + Texts.number(job().rows());
    }

    public String rateText() {
        return rate <= 0 ? "" : rate >= 10 ? Texts.number(Math.round(rate)) + "/s" : String.format("%.1f/s", rate);
    }

    public String leftText() {
        return left.map(Texts::duration).orElse("");
    }

    public OptionalDouble dollars() {
        return cost.dollars();
    }

    public String dollarsText() {
        return dollars().isPresent() ? Texts.dollars(dollars().getAsDouble()) : "";
    }

    public boolean mayCancel() {
        return !job().state().isDone();
    }

    public boolean hasResults() {
        return job().progress().rowsDone() > 0;
    }

    /** How long it ran, or has been running. */
    public Duration took(Instant now) {
        return job().startedAt()
                .map(start -> Duration.between(start, job().finishedAt().orElse(now)))
                .orElse(Duration.ZERO);
    }

    boolean isRunning() {
        return job().state() == JobState.RUNNING;
    }
}
