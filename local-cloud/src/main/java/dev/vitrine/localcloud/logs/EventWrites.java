package dev.vitrine.localcloud.logs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.Json;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** PutLogEvents with the limits of AWS. */
final class EventWrites {
    private static final int MAX_EVENTS = 10_000;
    private static final int MAX_BYTES = 1_048_576;
    private static final long MAX_SPAN = Duration.ofHours(24).toMillis();
    private static final long MAX_FUTURE = Duration.ofHours(2).toMillis();
    private static final long MAX_AGE = Duration.ofDays(14).toMillis();

    private final LogStore store;
    private final Clock clock;

    EventWrites(LogStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Returns when the events are on disk. */
    ObjectNode put(Arguments arguments) {
        LogGroup group = arguments.existingGroup(store);
        LogStream stream = arguments.existingStream(store, group);
        List<NewEvent> events = events(arguments.input().path("logEvents"));
        checkBatch(events);

        long now = clock.millis();
        int expired = countBefore(events, group.oldest(now));
        int old = countBefore(events, now - MAX_AGE);
        int young = countBefore(events, now + MAX_FUTURE + 1);
        int first = Math.max(expired, old);
        if (first < young) {
            if (!store.append(stream, events.subList(first, young), now)) {
                throw Arguments.notFound("stream");
            }
            store.flush();
        }

        ObjectNode answer = Json.object();
        answer.put("nextSequenceToken", "%056d".formatted(now));
        if (first > 0 || young < events.size()) {
            ObjectNode rejected = answer.putObject("rejectedLogEventsInfo");
            if (young < events.size()) {
                rejected.put("tooNewLogEventStartIndex", young);
            }
            if (old > 0) {
                rejected.put("tooOldLogEventEndIndex", old);
            }
            if (expired > 0) {
                rejected.put("expiredLogEventEndIndex", expired);
            }
        }
        return answer;
    }

    private static List<NewEvent> events(JsonNode input) {
        List<NewEvent> events = new ArrayList<>(input.size());
        for (JsonNode event : input) {
            JsonNode timestamp = event.path("timestamp");
            JsonNode message = event.path("message");
            if (!timestamp.canConvertToLong() || timestamp.longValue() < 0 || !message.isTextual()) {
                throw Arguments.invalid("1 validation error detected: logEvents member " + (events.size() + 1)
                        + " must have a timestamp that is not negative and a message");
            }
            if (message.textValue().isEmpty()) {
                throw Arguments.invalid("Log event message cannot be empty: index " + events.size());
            }
            events.add(new NewEvent(timestamp.longValue(), message.textValue()));
        }
        return events;
    }

    private static void checkBatch(List<NewEvent> events) {
        if (events.isEmpty() || events.size() > MAX_EVENTS) {
            throw Arguments.invalid("1 validation error detected: Value at 'logEvents' failed to satisfy constraint:"
                    + " Member must have length between 1 and " + MAX_EVENTS);
        }
        long bytes = 0;
        for (int i = 0; i < events.size(); i++) {
            bytes += LogEvent.bytes(events.get(i).message());
            if (i > 0 && events.get(i).timestamp() < events.get(i - 1).timestamp()) {
                throw Arguments.invalid("Log events in a single PutLogEvents request must be in chronological order.");
            }
        }
        if (bytes > MAX_BYTES) {
            throw Arguments.invalid("Upload too large: " + bytes + " bytes exceeds limit of " + MAX_BYTES);
        }
        if (events.getLast().timestamp() - events.getFirst().timestamp() > MAX_SPAN) {
            throw Arguments.invalid(
                    "The batch of log events in a single PutLogEvents request cannot span more than 24 hours.");
        }
    }

    /** How many of the events, which are in order, are before a moment. */
    private static int countBefore(List<NewEvent> events, long moment) {
        int count = 0;
        while (count < events.size() && events.get(count).timestamp() < moment) {
            count++;
        }
        return count;
    }
}
