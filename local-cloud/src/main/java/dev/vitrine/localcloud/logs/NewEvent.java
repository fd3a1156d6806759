package dev.vitrine.localcloud.logs;

/**
 * A line that is to be written.
 *
 * @param timestamp milliseconds since 1970, not negative
 */
record NewEvent(long timestamp, String message) {}
