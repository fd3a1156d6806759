package dev.vitrine.localcloud.logs;

/** The value beside an {@link EventKey}. */
record StoredEvent(long ingestionTime, String message) {}
