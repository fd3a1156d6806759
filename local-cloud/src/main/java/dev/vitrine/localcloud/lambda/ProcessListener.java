package dev.vitrine.localcloud.lambda;

/** What the pool wants to know of its processes. */
interface ProcessListener {
    /** The process asks for a request. */
    void free(RuntimeProcess process);

    /** The process has ended. */
    void ended(RuntimeProcess process, End end);

    /**
     * How a process ended.
     *
     * @param whileStarting it never asked for a request
     * @param worthRetry it crashed at its start without a word of its own
     */
    record End(Outcome.Failure why, boolean whileStarting, boolean worthRetry) {}
}
