package dev.vitrine.localcloud.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** A started program. */
public interface Execution {
    /** The program's own process id, as {@code ps} shows it. */
    long pid();

    boolean alive();

    /**
     * Completes when the program has ended: with its exit code, 128 plus the signal's number when a signal ended it, or
     * with nothing when nobody learned the code.
     */
    CompletableFuture<OptionalInt> onExit();

    /** The file that its standard output and standard error go to. */
    Path output();

    /** The most memory it ever had resident, bytes; empty where the system does not tell or it has ended. */
    OptionalLong peakMemory();

    /** Sends SIGTERM, then after the grace SIGKILL to it and all its descendants. Returns at once. */
    void stop(Duration grace);

    /** Sends SIGKILL to it and all its descendants. */
    void kill();
}
