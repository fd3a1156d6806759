package dev.vitrine.localcloud.logs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.Json;
import dev.vitrine.localcloud.logs.pattern.FilterPattern;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * FilterLogEvents: the events of many streams in the order of their time, as far as they match a pattern. One call looks at
 * a bounded number of events, so a page may be empty and still have a next one, as on AWS.
 */
final class EventSearch {
    private static final int MAX_PAGE = 10_000;
    private static final int MAX_BYTES = 1_048_576;
    private static final int MAX_LOOKED_AT = 200_000;
    private static final int MAX_STREAM_NAMES = 100;
    private static final Comparator<EventCursor> OLDEST_FIRST = Comparator.comparing(EventSearch::position);

    private final LogStore store;

    EventSearch(LogStore store) {
        this.store = store;
    }

    ObjectNode filter(Arguments arguments) {
        String group = arguments.existingGroup(store).name();
        Position start = Position.before(arguments.number("startTime").orElse(0));
        // Unlike GetLogEvents, an event at endTime itself belongs to the range.
        long endTime = arguments.number("endTime").orElse(Long.MAX_VALUE - 1);
        Position end = Position.before(endTime == Long.MAX_VALUE ? endTime : endTime + 1);
        FilterPattern pattern = FilterPattern.of(arguments.text("filterPattern").orElse(""));
        int limit = arguments.limit(MAX_PAGE);
        Position from = arguments.text("nextToken").map(EventSearch::position).orElse(start);

        PriorityQueue<EventCursor> cursors = new PriorityQueue<>(OLDEST_FIRST);
        for (LogStream stream : streams(group, arguments)) {
            LogEvent last = store.events().last(stream);
            if (last != null && last.key().position().compareTo(from) > 0) {
                add(cursors, store.events().forward(stream, from, end));
            }
        }
        return page(cursors, pattern, limit);
    }

    private static ObjectNode page(PriorityQueue<EventCursor> cursors, FilterPattern pattern, int limit) {
        ObjectNode answer = Json.object();
        ArrayNode events = answer.putArray("events");
        answer.putArray("searchedLogStreams");
        int bytes = 0;
        int lookedAt = 0;
        Optional<Position> done = Optional.empty();
        while (!cursors.isEmpty()) {
            EventCursor cursor = cursors.remove();
            LogEvent event = cursor.next();
            boolean matches = pattern.matches(event.message());
            boolean full =
                    matches && (events.size() == limit || (bytes + event.bytes() > MAX_BYTES && !events.isEmpty()));
            if (full || lookedAt == MAX_LOOKED_AT) {
                return answer.put("nextToken", text(done.orElseThrow()));
            }
            if (matches) {
                events.add(shown(event));
                bytes += event.bytes();
            }
            lookedAt++;
            done = Optional.of(event.key().position());
            add(cursors, cursor);
        }
        return answer;
    }

    private static ObjectNode shown(LogEvent event) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("logStreamName", event.stream())
                .put("timestamp", event.key().timestamp())
                .put("message", event.message())
                .put("ingestionTime", event.ingestionTime())
                .put("eventId", event.id());
    }

    private Collection<LogStream> streams(String group, Arguments arguments) {
        List<String> names = arguments.texts("logStreamNames");
        Optional<String> prefix = arguments.text("logStreamNamePrefix");
        if (!names.isEmpty() && prefix.isPresent()) {
            throw Arguments.invalid("logStreamNames and logStreamNamePrefix are mutually exclusive parameters.");
        }
        if (names.size() > MAX_STREAM_NAMES) {
            throw Arguments.invalid("logStreamNames may have at most " + MAX_STREAM_NAMES + " names.");
        }
        if (!names.isEmpty()) {
            return names.stream()
                    .distinct()
                    .map(name -> store.stream(group, name).orElseThrow(() -> Arguments.notFound("stream")))
                    .toList();
        }
        return store.streamsFrom(group, prefix.orElse("")).stream()
                .takeWhile(stream -> stream.name().startsWith(prefix.orElse("")))
                .toList();
    }

    private static void add(PriorityQueue<EventCursor> cursors, EventCursor cursor) {
        if (cursor.hasNext()) {
            cursors.add(cursor);
        }
    }

    private static Position position(EventCursor cursor) {
        LogEvent next = cursor.peek();
        return next == null ? new Position(Long.MAX_VALUE, 0) : next.key().position();
    }

    private static Position position(String token) {
        String[] parts = Page.name(token).split(":", -1);
        try {
            if (parts.length == 2) {
                return new Position(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
            }
            throw Page.invalidToken();
        } catch (NumberFormatException e) {
            throw Page.invalidToken();
        }
    }

    private static String text(Position position) {
        return Page.token(position.timestamp() + ":" + position.sequence());
    }
}
