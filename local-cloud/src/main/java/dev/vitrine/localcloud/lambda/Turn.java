package dev.vitrine.localcloud.lambda;

/** What a waiting request gets: a process that is free, or the failure of one that could not start. */
sealed interface Turn {
    /**
     * A process that is free.
     *
     * @param ticket tells this use of the process from its others
     */
    record Granted(RuntimeProcess process, long ticket) implements Turn {}

    /** None could start. */
    record Failed(Outcome.Failure why) implements Turn {}
}
