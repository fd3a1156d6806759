package dev.vitrine.common.job;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * One batch of rows.
 *
 * @param id sorts by time of submission
 * @param version model version that answers for all its rows
 * @param source name of the uploaded file, or "form" or "API"
 * @param owner name of the person who submitted it
 * @param seed for random choices
 * @param columns header of the input, in the order of its cells; may hold more than the declared inputs
 * @param rows input rows, at least 1
 * @param shards numbered from 1 to this
 * @param reason why it failed, in plain words; present when FAILED
 * @param parent job whose rejects this one mends
 */
public record Job(
        String id,
        String prototype,
        String version,
        String source,
        String owner,
        Instant submittedAt,
        long seed,
        List<String> columns,
        long rows,
        int shards,
        JobState state,
        JobProgress progress,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt,
        Optional<String> reason,
        Optional<String> parent) {
    /** A job that mends no other. */
    public Job(
            String id,
            String prototype,
            String version,
            String source,
            String owner,
            Instant submittedAt,
            long seed,
            List<String> columns,
            long rows,
            int shards,
            JobState state,
            JobProgress progress,
            Optional<Instant> startedAt,
            Optional<Instant> finishedAt,
            Optional<String> reason) {
        this(
                id,
                prototype,
                version,
                source,
                owner,
                submittedAt,
                seed,
                columns,
                rows,
                shards,
                state,
                progress,
                startedAt,
                finishedAt,
                reason,
                Optional.empty());
    }

    public Job {
        columns = List.copyOf(columns);
        if (rows < 1 || shards < 1 || shards > rows) {
            throw new IllegalArgumentException("a job has rows in shards, not " + rows + " in " + shards);
        }
        if (state == JobState.FAILED && reason.isEmpty()) {
            throw new IllegalArgumentException("a FAILED job says why");
        }
    }

    /** The day of submission in UTC: what predictors see as today. */
    public LocalDate today() {
        return LocalDate.ofInstant(submittedAt, ZoneOffset.UTC);
    }
}
