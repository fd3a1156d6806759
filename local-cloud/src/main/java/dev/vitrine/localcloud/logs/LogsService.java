package dev.vitrine.localcloud.logs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.AwsException;
import dev.vitrine.localcloud.http.JsonService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** CloudWatch Logs. Events beyond their group's retention are removed every ten minutes. */
public final class LogsService implements JsonService, LogSink {
    private static final Logger log = LoggerFactory.getLogger(LogsService.class);
    private static final int MAX_LINE_CHARACTERS = 262_144;
    private static final int SWEEP_MINUTES = 10;

    private final LogStore store;
    private final Clock clock;
    private final GroupOperations groups;
    private final StreamOperations streams;
    private final EventWrites writes;
    private final EventReads reads;
    private final EventSearch search;
    private final ScheduledExecutorService sweeper = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("logs-sweeper").daemon().factory());

    private final ScheduledFuture<?> sweeping;

    /**
     * @param folder holds the events; created where missing
     * @throws IOException when the folder cannot be made
     */
    public LogsService(Path folder, Clock clock) throws IOException {
        Files.createDirectories(folder);
        this.store = new LogStore(folder.resolve("logs.mv.db"));
        this.clock = clock;
        this.groups = new GroupOperations(store, clock);
        this.streams = new StreamOperations(store, clock);
        this.writes = new EventWrites(store, clock);
        this.reads = new EventReads(store);
        this.search = new EventSearch(store);
        this.sweeping = sweeper.scheduleWithFixedDelay(this::sweepSafely, 0, SWEEP_MINUTES, TimeUnit.MINUTES);
    }

    @Override
    public String targetPrefix() {
        return "Logs_20140328";
    }

    @Override
    public JsonNode call(String operation, ObjectNode input) {
        Arguments arguments = new Arguments(input);
        return switch (operation) {
            case "CreateLogGroup" -> durable(groups.create(arguments));
            case "DeleteLogGroup" -> durable(groups.delete(arguments));
            case "DescribeLogGroups" -> groups.describe(arguments);
            case "PutRetentionPolicy" -> durable(groups.putRetention(arguments));
            case "DeleteRetentionPolicy" -> durable(groups.deleteRetention(arguments));
            case "CreateLogStream" -> durable(streams.create(arguments));
            case "DeleteLogStream" -> durable(streams.delete(arguments));
            case "DescribeLogStreams" -> streams.describe(arguments);
            case "PutLogEvents" -> writes.put(arguments);
            case "GetLogEvents" -> reads.get(arguments);
            case "FilterLogEvents" -> search.filter(arguments);
            case "TagResource" -> durable(groups.tag(groupOfArn(arguments), arguments));
            case "UntagResource" -> durable(groups.untag(groupOfArn(arguments), arguments, "tagKeys"));
            case "ListTagsForResource" -> groups.tags(groupOfArn(arguments));
            case "TagLogGroup" -> durable(groups.tag(arguments.required("logGroupName"), arguments));
            case "UntagLogGroup" -> durable(groups.untag(arguments.required("logGroupName"), arguments, "tags"));
            case "ListTagsLogGroup" -> groups.tags(arguments.required("logGroupName"));
            default -> throw AwsException.unknownOperation("CloudWatch Logs", operation);
        };
    }

    private static String groupOfArn(Arguments arguments) {
        return Arguments.nameInArn(arguments.required("resourceArn"));
    }

    private ObjectNode durable(ObjectNode answer) {
        store.flush();
        return answer;
    }

    @Override
    public void append(String group, String stream, long epochMillis, String line) {
        String message = line.isEmpty() ? " " : line.substring(0, Math.min(line.length(), MAX_LINE_CHARACTERS));
        List<NewEvent> event = List.of(new NewEvent(Math.max(epochMillis, 0), message));
        // An interrupt during its file access would close the store's file.
        boolean interrupted = Thread.interrupted();
        try {
            while (!store.append(openStream(group, stream), event, clock.millis())) {
                log.debug("Stream {} of {} was deleted while it was written to.", stream, group);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private LogStream openStream(String group, String name) {
        while (true) {
            var found = store.stream(group, name);
            if (found.isPresent()) {
                return found.get();
            }
            store.create(new LogGroup(group, clock.millis(), null, java.util.Map.of()));
            store.createStream(group, name, clock.millis());
        }
    }

    private void sweepSafely() {
        try {
            sweep();
        } catch (RuntimeException e) {
            log.warn("Old log events could not be removed; trying again in {} minutes.", SWEEP_MINUTES, e);
        }
    }

    /** Removes what is beyond its retention. */
    void sweep() {
        for (LogGroup group : store.groupsFrom("")) {
            long oldest = group.oldest(clock.millis());
            if (oldest > 0) {
                store.streamsFrom(group.name(), "")
                        .forEach(stream -> store.events().removeBefore(stream, oldest));
            }
        }
        store.flush();
    }

    @Override
    public void close() {
        sweeping.cancel(false);
        sweeper.close();
        store.close();
    }
}
