package dev.vitrine.console.log.tail;

import dev.vitrine.common.log.LogReader;
import dev.vitrine.console.log.tail.LineStore.Identified;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** How the lines of some streams are asked for. For one thread. */
sealed interface LogSource permits ManyStreams, OneStream {
    /** Asks again until there is an answer, and keeps what was found. */
    interface Desk {
        <T> T ask(Supplier<T> call) throws InterruptedException;

        void take(List<Identified> events);

        /** Whether such a line was taken before. */
        boolean has(long timestamp, long identity);
    }

    static LogSource of(LogReader reader, String group, LogScope scope, Desk desk, Clock clock) {
        return scope.single()
                .<LogSource>map(stream -> new OneStream(reader, group, stream, desk))
                .orElseGet(() -> new ManyStreams(reader, group, desk, clock));
    }

    /**
     * Reads everything that was printed since then, whether it is known or not.
     *
     * @param from milliseconds since 1970
     * @param whole the same for streams that were never read
     * @return how many pages that took
     */
    int readAll(LogScope scope, long from, long whole) throws InterruptedException;

    /** Reads the newest lines as cheaply as it can; lines that come late may be missed. */
    int readNewest(LogScope scope, long from, long whole) throws InterruptedException;

    /** Until when it is known that no stream is there but those that were read; 1970 when it is not known at all. */
    Instant knownTo(LogScope scope);
}
