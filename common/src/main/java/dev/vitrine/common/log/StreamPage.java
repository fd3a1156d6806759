package dev.vitrine.common.log;

import java.util.List;

/**
 * Some lines of one stream, oldest first.
 *
 * @param forward with this token one asks again, now or later, for what comes after them
 * @param atEnd whether nothing came after them when they were read
 */
public record StreamPage(List<LogEvent> events, String forward, boolean atEnd) {
    public StreamPage {
        events = List.copyOf(events);
    }
}
