package dev.vitrine.common.job;

import java.time.Instant;
import java.util.List;

/** Starts batch workers. */
public interface WorkerStarter {
    /** Workers of the prototype that run or are starting. */
    int running(String prototype);

    /**
     * Asks for more workers.
     *
     * @throws WorkerStartException when none could be started; the message is for people
     */
    void start(String prototype, int count);

    /** Workers of the prototype that ended badly since then, with the reason in plain words. */
    List<WorkerFailure> failures(String prototype, Instant since);

    /**
     * A worker that ended badly.
     *
     * @param started whether its program ran at all
     */
    record WorkerFailure(String task, Instant at, boolean started, String reason) {}
}
