package dev.vitrine.console.log;

import dev.vitrine.common.log.LogStreams;
import java.util.List;

/**
 * What a person wants to read the log of: a task, a whole run, a service.
 *
 * @param title for people, such as {@code run 20260101-000001-aaaa}
 * @param logGroup such as {@code /vitrine/banknote}
 * @param ended whether nothing more will be printed, so that the log can be read to its end
 */
public record LogTarget(String title, String logGroup, LogStreams streams, boolean ended) {
    public LogTarget {
        if (title.isBlank() || logGroup.isBlank()) {
            throw new IllegalArgumentException("A log needs a title and a log group.");
        }
    }

    /** Of these streams; of the whole group when there are none. */
    public static LogTarget of(String title, String logGroup, List<String> streams, boolean ended) {
        LogStreams which = streams.isEmpty() ? new LogStreams.All() : new LogStreams.Named(streams);
        return new LogTarget(title, logGroup, which, ended);
    }

    boolean sameLines(LogTarget other) {
        return logGroup.equals(other.logGroup) && streams.equals(other.streams);
    }
}
