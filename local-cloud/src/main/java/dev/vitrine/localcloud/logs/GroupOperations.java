package dev.vitrine.localcloud.logs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.AwsException;
import dev.vitrine.localcloud.http.Json;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Log groups: create, delete, list, retention, tags. */
final class GroupOperations {
    private static final int MAX_PAGE = 50;
    private static final Set<Integer> RETENTION_DAYS = Set.of(
            1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653);

    private final LogStore store;
    private final Clock clock;

    GroupOperations(LogStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    ObjectNode create(Arguments arguments) {
        String name = arguments.newGroupName();
        if (!store.create(new LogGroup(name, clock.millis(), null, arguments.tags()))) {
            throw AwsException.badRequest("ResourceAlreadyExistsException", "The specified log group already exists");
        }
        return nothing();
    }

    ObjectNode delete(Arguments arguments) {
        if (!store.deleteGroup(arguments.required("logGroupName"))) {
            throw Arguments.notFound("group");
        }
        return nothing();
    }

    ObjectNode describe(Arguments arguments) {
        String prefix = arguments.text("logGroupNamePrefix").orElse("");
        String pattern = arguments.text("logGroupNamePattern").orElse("");
        if (!prefix.isEmpty() && !pattern.isEmpty()) {
            throw Arguments.invalid(
                    "LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.");
        }
        String from = arguments.text("nextToken").map(Page::name).orElse(prefix);
        var matching = store.groupsFrom(from).stream()
                .takeWhile(group -> group.name().startsWith(prefix))
                .filter(group -> group.name().contains(pattern));
        return Page.of(matching.iterator(), arguments.limit(MAX_PAGE), "logGroups", LogGroup::name, this::shown);
    }

    private ObjectNode shown(LogGroup group) {
        ObjectNode shown = nothing()
                .put("logGroupName", group.name())
                .put("creationTime", group.createdAt())
                .put("metricFilterCount", 0)
                .put("arn", group.arn() + ":*")
                .put("storedBytes", store.events().bytes(group.name()))
                .put("logGroupClass", "STANDARD")
                .put("logGroupArn", group.arn());
        Integer retention = group.retentionInDays();
        return retention == null ? shown : shown.put("retentionInDays", retention);
    }

    ObjectNode putRetention(Arguments arguments) {
        String name = arguments.required("logGroupName");
        int days = (int) Math.min(arguments.number("retentionInDays").orElse(0), Integer.MAX_VALUE);
        if (!RETENTION_DAYS.contains(days)) {
            throw Arguments.invalid("Invalid retention value: " + days + ". Valid values are: "
                    + RETENTION_DAYS.stream().sorted().toList());
        }
        return update(name, group -> group.withRetention(OptionalInt.of(days)));
    }

    ObjectNode deleteRetention(Arguments arguments) {
        return update(arguments.required("logGroupName"), group -> group.withRetention(OptionalInt.empty()));
    }

    ObjectNode tag(String group, Arguments arguments) {
        return update(group, old -> {
            Map<String, String> tags = new HashMap<>(old.tags());
            tags.putAll(arguments.tags());
            return old.withTags(tags);
        });
    }

    /** @param keys the member that lists the tags' keys */
    ObjectNode untag(String group, Arguments arguments, String keys) {
        return update(group, old -> {
            Map<String, String> tags = new HashMap<>(old.tags());
            tags.keySet().removeAll(arguments.texts(keys));
            return old.withTags(tags);
        });
    }

    ObjectNode tags(String group) {
        ObjectNode answer = nothing();
        ObjectNode tags = answer.putObject("tags");
        store.group(group).orElseThrow(() -> Arguments.notFound("group")).tags().forEach(tags::put);
        return answer;
    }

    private ObjectNode update(String group, UnaryOperator<LogGroup> change) {
        if (!store.update(group, change)) {
            throw Arguments.notFound("group");
        }
        return nothing();
    }

    private static ObjectNode nothing() {
        return Json.object();
    }
}
