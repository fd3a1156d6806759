package dev.vitrine.console.log;

import dev.vitrine.common.log.LogStreams;
import dev.vitrine.console.log.tail.LogScope;

/**
 * What a person wants to read the log of: a task, a whole run, a service.
 *
 * @param key tells it from all others of the cloud, such as {@code run 20260101-000001-aaaa}
 * @param title for people, such as {@code banknote: notes.csv}
 * @param logGroup such as {@code /vitrine/banknote}
 * @param note what a person should know of these lines; blank for nothing
 */
public record LogTarget(String key, String title, String logGroup, String note, LogScopes scopes) {
    public LogTarget {
        if (key.isBlank() || title.isBlank() || logGroup.isBlank()) {
            throw new IllegalArgumentException("A log needs a key, a title and a log group.");
        }
    }

    /** Of streams that can be named once and for all. */
    public static LogTarget of(String title, String logGroup, LogStreams streams, boolean ended) {
        return new LogTarget(
                logGroup + " " + streams, title, logGroup, "", LogScopes.fixed(LogScope.of(streams, ended)));
    }
}
