package dev.vitrine.localcloud.logs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.AwsException;
import dev.vitrine.localcloud.http.Json;
import java.time.Clock;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Log streams: create, delete, list. */
final class StreamOperations {
    private static final int MAX_PAGE = 50;

    private final LogStore store;
    private final Clock clock;

    StreamOperations(LogStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    ObjectNode create(Arguments arguments) {
        String group = arguments.existingGroup(store).name();
        if (!store.createStream(group, arguments.newStreamName(), clock.millis())) {
            throw AwsException.badRequest("ResourceAlreadyExistsException", "The specified log stream already exists");
        }
        return Json.object();
    }

    ObjectNode delete(Arguments arguments) {
        String group = arguments.existingGroup(store).name();
        if (!store.deleteStream(group, arguments.required("logStreamName"))) {
            throw Arguments.notFound("stream");
        }
        return Json.object();
    }

    ObjectNode describe(Arguments arguments) {
        String group = arguments.existingGroup(store).name();
        String prefix = arguments.text("logStreamNamePrefix").orElse("");
        int limit = arguments.limit(MAX_PAGE);
        boolean descending = arguments.flag("descending");
        return switch (arguments.text("orderBy").orElse("LogStreamName")) {
            case "LogStreamName" -> byName(arguments, group, prefix, descending, limit);
            case "LastEventTime" -> {
                if (!prefix.isEmpty()) {
                    throw Arguments.invalid("Cannot order by LastEventTime with a logStreamNamePrefix.");
                }
                yield byLastEvent(arguments, group, descending, limit);
            }
            default -> throw Arguments.invalid("orderBy must be LogStreamName or LastEventTime.");
        };
    }

    private ObjectNode byName(Arguments arguments, String group, String prefix, boolean descending, int limit) {
        String from = arguments.text("nextToken").map(Page::name).orElse("");
        Stream<LogStream> streams = descending
                ? sorted(group, prefix, Comparator.comparing(LogStream::name).reversed())
                        .dropWhile(stream -> !from.isEmpty() && stream.name().compareTo(from) > 0)
                : store.streamsFrom(group, from.isEmpty() ? prefix : from).stream()
                        .takeWhile(stream -> stream.name().startsWith(prefix));
        return Page.of(streams.iterator(), limit, "logStreams", LogStream::name, this::shown);
    }

    private Stream<LogStream> sorted(String group, String prefix, Comparator<LogStream> order) {
        return store.streamsFrom(group, prefix).stream()
                .takeWhile(stream -> stream.name().startsWith(prefix))
                .sorted(order);
    }

    /** The token holds the last event's time beside the name, so that a stream written to meanwhile loses no other. */
    private ObjectNode byLastEvent(Arguments arguments, String group, boolean descending, int limit) {
        Comparator<Dated> ascending = Comparator.comparingLong(Dated::lastEvent).thenComparing(Dated::name);
        Comparator<Dated> order = descending ? ascending.reversed() : ascending;
        Stream<Dated> streams = store.streamsFrom(group, "").stream()
                .map(stream -> new Dated(lastEventTime(stream), stream.name()))
                .sorted(order);
        Optional<Dated> from = arguments.text("nextToken").map(Page::name).map(Dated::of);
        Stream<Dated> rest = from.isEmpty() ? streams : streams.dropWhile(it -> order.compare(it, from.get()) < 0);
        return Page.of(
                rest.iterator(),
                limit,
                "logStreams",
                Dated::token,
                it -> shown(store.stream(group, it.name()).orElseThrow(() -> Arguments.notFound("stream"))));
    }

    private record Dated(long lastEvent, String name) {
        static Dated of(String token) {
            int colon = token.indexOf(':');
            try {
                return new Dated(Long.parseLong(token.substring(0, Math.max(colon, 0))), token.substring(colon + 1));
            } catch (NumberFormatException e) {
                throw Page.invalidToken();
            }
        }

        String token() {
            return lastEvent + ":" + name;
        }
    }

    private long lastEventTime(LogStream stream) {
        LogEvent last = store.events().last(stream);
        return last == null ? stream.createdAt() : last.key().timestamp();
    }

    private ObjectNode shown(LogStream stream) {
        ObjectNode shown = JsonNodeFactory.instance
                .objectNode()
                .put("logStreamName", stream.name())
                .put("creationTime", stream.createdAt())
                .put("arn", stream.arn())
                .put("storedBytes", 0)
                .put("uploadSequenceToken", Long.toString(stream.number()));
        EventKey first = store.events().first(stream);
        LogEvent last = store.events().last(stream);
        if (first != null && last != null) {
            shown.put("firstEventTimestamp", first.timestamp());
            shown.put("lastEventTimestamp", last.key().timestamp());
            shown.put("lastIngestionTime", last.ingestionTime());
        }
        return shown;
    }
}
