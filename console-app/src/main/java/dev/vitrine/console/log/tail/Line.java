package dev.vitrine.console.log.tail;

/**
 * A line as it is shown.
 *
 * @param id its number in order of arrival, from 0
 * @param timestamp milliseconds since 1970
 * @param stream name of its log stream
 */
public record Line(int id, long timestamp, String stream, LogLevel level, String text) {}
