package dev.vitrine.localcloud.logs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * GetLogEvents: one stream, page by page in either direction. A page that is empty gives back the token that it was asked
 * with: that is how a client sees the end, and with which it asks again later.
 */
final class EventReads {
    private static final int MAX_PAGE = 10_000;
    private static final int MAX_BYTES = 1_048_576;

    private final LogStore store;

    EventReads(LogStore store) {
        this.store = store;
    }

    ObjectNode get(Arguments arguments) {
        LogStream stream = arguments.existingStream(store, arguments.existingGroup(store));
        Position start = Position.before(arguments.number("startTime").orElse(0));
        Position end = Position.before(arguments.number("endTime").orElse(Long.MAX_VALUE));
        int limit = arguments.limit(MAX_PAGE);
        Optional<Token> token = arguments.text("nextToken").map(Token::of);
        boolean forward = token.map(Token::forward).orElse(arguments.flag("startFromHead"));

        Position from = token.map(Token::position).orElse(forward ? start : end);
        List<LogEvent> events = forward
                ? page(store.events().forward(stream, later(from, start), end), limit)
                : page(store.events().backward(stream, earlier(from, end), start), limit);
        if (!forward) {
            Collections.reverse(events);
        }

        ObjectNode answer = Json.object();
        ArrayNode shown = answer.putArray("events");
        events.forEach(event -> shown.addObject()
                .put("timestamp", event.key().timestamp())
                .put("message", event.message())
                .put("ingestionTime", event.ingestionTime()));
        Position atEnd = token.isEmpty() ? start : from;
        Position first = events.isEmpty() ? atEnd : events.getFirst().key().position();
        Position last = events.isEmpty() ? atEnd : events.getLast().key().position();
        return answer.put("nextForwardToken", new Token(true, last).text())
                .put("nextBackwardToken", new Token(false, first).text());
    }

    private static List<LogEvent> page(EventCursor cursor, int limit) {
        List<LogEvent> page = new ArrayList<>();
        int bytes = 0;
        for (LogEvent next = cursor.peek(); next != null && page.size() < limit; next = cursor.peek()) {
            bytes += next.bytes();
            if (bytes > MAX_BYTES && !page.isEmpty()) {
                break;
            }
            page.add(cursor.next());
        }
        return page;
    }

    private static Position later(Position a, Position b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    private static Position earlier(Position a, Position b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    /** {@code f/...} goes on after an event, {@code b/...} before it. */
    private record Token(boolean forward, Position position) {
        static Token of(String text) {
            String[] parts = text.split("/", -1);
            try {
                if (parts.length == 3 && (parts[0].equals("f") || parts[0].equals("b"))) {
                    Position position = new Position(Long.parseLong(parts[1]), Long.parseLong(parts[2]));
                    return new Token(parts[0].equals("f"), position);
                }
                throw Page.invalidToken();
            } catch (NumberFormatException e) {
                throw Page.invalidToken();
            }
        }

        String text() {
            return "%s/%019d/%019d".formatted(forward ? "f" : "b", position.timestamp(), position.sequence());
        }
    }
}
