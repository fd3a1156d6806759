package dev.vitrine.common.log;

/**
 * One line that a program printed.
 *
 * @param stream the log stream that it is in
 * @param timestamp when it was printed, milliseconds since 1970
 * @param ingestionTime when the cloud took it in, milliseconds since 1970
 * @param id unique in its group; blank where the cloud tells none
 */
public record LogEvent(String stream, long timestamp, long ingestionTime, String id, String message) {}
