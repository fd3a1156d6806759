package dev.vitrine.console.log.tail;

import dev.vitrine.common.log.LogReader;
import dev.vitrine.common.log.LogStreams;
import dev.vitrine.console.log.tail.LineStore.Identified;
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

    static LogSource of(LogReader reader, String group, LogStreams streams, Desk desk) {
        return streams instanceof LogStreams.Named(List<String> names) && names.size() == 1
                ? new OneStream(reader, group, names.getFirst(), desk)
                : new ManyStreams(reader, group, streams, desk);
    }

    /**
     * Reads everything that was printed since then, whether it is known or not.
     *
     * @param from milliseconds since 1970
     * @return how many pages that took
     */
    int readAll(long from) throws InterruptedException;

    /** Reads the newest lines as cheaply as it can; lines that come late may be missed. */
    int readNewest(long from) throws InterruptedException;
}
