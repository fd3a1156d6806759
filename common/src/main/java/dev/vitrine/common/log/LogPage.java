package dev.vitrine.common.log;

import java.util.List;
import java.util.Optional;

/**
 * Some lines and how to go on after them.
 *
 * @param events may be empty although there is a next page
 * @param next token of the next page; empty after the last
 */
public record LogPage(List<LogEvent> events, Optional<String> next) {
    public LogPage {
        events = List.copyOf(events);
    }
}
