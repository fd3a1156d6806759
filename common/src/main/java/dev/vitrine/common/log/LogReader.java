package dev.vitrine.common.log;

import java.util.List;
import java.util.Optional;

/** Reads log groups. Every method may throw {@link LogUnavailableException}. Safe for many threads. */
public interface LogReader {
    /** Most streams that {@link #filter} takes by name. */
    int MOST_STREAMS = 100;

    /** Names of the group's streams that begin so, in order; all for an empty prefix. */
    List<String> streams(String group, String prefix);

    /**
     * Lines of many streams in no certain order, whole pages at a time. What is written while the pages are read may be
     * missed.
     *
     * @param streams at most {@link #MOST_STREAMS}, if they are named
     * @param from milliseconds since 1970; the first that counts
     * @param to milliseconds since 1970; the last that counts
     * @param token of the page before; empty for the first
     */
    LogPage filter(String group, LogStreams streams, long from, long to, Optional<String> token);

    /**
     * Lines of one stream, oldest first.
     *
     * @param from milliseconds since 1970; the first that counts
     * @param token of the page before; empty for the first
     */
    StreamPage read(String group, String stream, long from, Optional<String> token);

    /** The newest line of a stream; empty when it has none. */
    Optional<LogEvent> last(String group, String stream);
}
