package dev.vitrine.common.job;

/** What became of a submit. */
public sealed interface SubmitOutcome {
    /** Recorded now. */
    record Accepted(Job job) implements SubmitOutcome {}

    /** The same key came with the same body before: this is that job. */
    record Replayed(Job job) implements SubmitOutcome {}

    /** The same key came with another body before: refused. */
    record KeyReused(String key) implements SubmitOutcome {}
}
