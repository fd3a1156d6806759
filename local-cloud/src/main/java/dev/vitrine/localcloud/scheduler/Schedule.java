package dev.vitrine.localcloud.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.Json;
import dev.vitrine.localcloud.process.ChildEnvironment;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A schedule as it is stored. Times are milliseconds since 1970.
 *
 * @param definition members of the request as they came: expression, target, window and so on
 * @param lastRun the planned time of the last run, or of the last change before any
 */
record Schedule(String group, String name, JsonNode definition, long createdAt, long modifiedAt, long lastRun) {
    static final String DEFAULT_GROUP = "default";

    static String key(String group, String name) {
        return group + "/" + name;
    }

    String key() {
        return key(group, name);
    }

    String arn() {
        return arn(key());
    }

    static String arn(String key) {
        return "arn:aws:scheduler:" + ChildEnvironment.REGION + ":" + ChildEnvironment.ACCOUNT + ":schedule/" + key;
    }

    boolean isEnabled() {
        return !definition.path("State").asText().equals("DISABLED");
    }

    JsonNode target() {
        return definition.path("Target");
    }

    Expression expression() {
        return Expression.parse(definition.path("ScheduleExpression").asText());
    }

    ZoneId zone() {
        return ZoneId.of(definition.path("ScheduleExpressionTimezone").asText("UTC"));
    }

    /** The next run; empty when there is none any more, or the schedule is disabled. */
    Optional<Instant> next() {
        if (!isEnabled()) {
            return Optional.empty();
        }
        Instant start = time("StartDate").orElse(Instant.ofEpochMilli(createdAt));
        Instant after = Instant.ofEpochMilli(lastRun);
        return expression()
                .next(after, start, zone())
                .filter(run -> time("EndDate").filter(run::isAfter).isEmpty());
    }

    /** Whether a run is one of the kind that goes on forever. */
    boolean repeats() {
        return !(expression() instanceof Expression.At);
    }

    Schedule ranAt(Instant run) {
        return new Schedule(group, name, definition, createdAt, modifiedAt, run.toEpochMilli());
    }

    /** The answer of GetSchedule. */
    ObjectNode json() {
        ObjectNode node = Json.object();
        definition.properties().stream()
                .filter(member -> !member.getKey().equals("ClientToken"))
                .forEach(member -> node.set(member.getKey(), member.getValue()));
        times(node.put("Arn", arn()).put("GroupName", group).put("Name", name));
        return node;
    }

    /** What ListSchedules tells of it. */
    ObjectNode summary() {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("Arn", arn())
                .put("GroupName", group)
                .put("Name", name)
                .put("State", isEnabled() ? "ENABLED" : "DISABLED");
        node.putObject("Target").put("Arn", target().path("Arn").asText());
        times(node);
        return node;
    }

    private void times(ObjectNode node) {
        node.put("CreationDate", createdAt / 1000.0).put("LastModificationDate", modifiedAt / 1000.0);
    }

    private Optional<Instant> time(String member) {
        @Nullable JsonNode value = definition.get(member);
        return value == null || value.isNull()
                ? Optional.empty()
                : Optional.of(Instant.ofEpochMilli(Math.round(value.asDouble() * 1000)));
    }
}
