package dev.vitrine.localcloud.scheduler;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.state.JsonTable;
import dev.vitrine.localcloud.state.StateFile;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The schedules and their groups. */
final class Schedules {
    private static final Pattern NAME = Pattern.compile("[0-9a-zA-Z-_.]{1,64}");
    private static final Set<String> STATES = Set.of("ENABLED", "DISABLED");

    private final JsonTable<Schedule> table;
    private final JsonTable<Group> groups;
    private final Clock clock;

    /** A group as it is stored. */
    record Group(String name, Map<String, String> tags, long createdAt) {
        Group {
            tags = Map.copyOf(tags);
        }
    }

    Schedules(StateFile state, Clock clock) {
        this.table = state.table("schedules", Schedule.class);
        this.groups = state.table("groups", Group.class);
        this.clock = clock;
        if (groups.get(Schedule.DEFAULT_GROUP).isEmpty()) {
            groups.put(Schedule.DEFAULT_GROUP, new Group(Schedule.DEFAULT_GROUP, Map.of(), clock.millis()));
        }
    }

    List<Schedule> all() {
        return table.values();
    }

    synchronized Schedule create(String name, ObjectNode definition) {
        String group = definition.path("GroupName").asText(Schedule.DEFAULT_GROUP);
        requireName(name);
        group(group);
        if (table.get(Schedule.key(group, name)).isPresent()) {
            throw SchedulerErrors.exists("Schedule", name);
        }
        long now = clock.millis();
        return put(new Schedule(group, name, checked(definition), now, now, now - 1));
    }

    synchronized Schedule update(String name, ObjectNode definition) {
        Schedule there = require(definition.path("GroupName").asText(Schedule.DEFAULT_GROUP), name);
        long now = clock.millis();
        return put(new Schedule(there.group(), name, checked(definition), there.createdAt(), now, now - 1));
    }

    Schedule require(String group, String name) {
        return table.get(Schedule.key(group, name)).orElseThrow(() -> SchedulerErrors.notFound("Schedule", name));
    }

    synchronized void delete(String group, String name) {
        table.remove(require(group, name).key());
    }

    /** Writes down that a run has been taken up; a schedule that was changed meanwhile is left as it is. */
    synchronized void ran(Schedule schedule, Instant run) {
        Optional<Schedule> there = table.get(schedule.key());
        if (there.isEmpty() || there.get().modifiedAt() != schedule.modifiedAt()) {
            return;
        }
        boolean over = schedule.ranAt(run).next().isEmpty();
        if (over && schedule.definition().path("ActionAfterCompletion").asText().equals("DELETE")) {
            table.remove(schedule.key());
        } else {
            put(schedule.ranAt(run));
        }
    }

    private Schedule put(Schedule schedule) {
        table.put(schedule.key(), schedule);
        return schedule;
    }

    synchronized Group createGroup(String name, Map<String, String> tags) {
        requireName(name);
        if (groups.get(name).isPresent()) {
            throw SchedulerErrors.exists("Schedule group", name);
        }
        Group group = new Group(name, tags, clock.millis());
        groups.put(name, group);
        return group;
    }

    Group group(String name) {
        return groups.get(name).orElseThrow(() -> SchedulerErrors.notFound("Schedule group", name));
    }

    List<Group> groups() {
        return groups.values();
    }

    /** Removes a group and all schedules in it. */
    synchronized void deleteGroup(String name) {
        if (name.equals(Schedule.DEFAULT_GROUP)) {
            throw SchedulerErrors.invalid("Cannot delete default schedule group.");
        }
        group(name);
        table.prefixed(name + "/").forEach(schedule -> table.remove(schedule.key()));
        groups.remove(name);
    }

    private static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw SchedulerErrors.invalid("1 validation error detected: Value '" + name
                    + "' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern:"
                    + " ^[0-9a-zA-Z-_.]+$");
        }
    }

    private static ObjectNode checked(ObjectNode definition) {
        Expression.parse(definition.path("ScheduleExpression").asText());
        Target.of(definition.path("Target"));
        String mode = definition.path("FlexibleTimeWindow").path("Mode").asText();
        if (!mode.equals("OFF") && !mode.equals("FLEXIBLE")) {
            throw SchedulerErrors.invalid("FlexibleTimeWindow.Mode must be OFF or FLEXIBLE.");
        }
        if (mode.equals("FLEXIBLE")
                && !definition
                        .path("FlexibleTimeWindow")
                        .path("MaximumWindowInMinutes")
                        .isIntegralNumber()) {
            throw SchedulerErrors.invalid("MaximumWindowInMinutes is required when FlexibleTimeWindow is FLEXIBLE.");
        }
        if (!definition.path("Target").hasNonNull("RoleArn")) {
            throw SchedulerErrors.invalid("Target.RoleArn is required.");
        }
        if (!STATES.contains(definition.path("State").asText("ENABLED"))) {
            throw SchedulerErrors.invalid("State must be ENABLED or DISABLED.");
        }
        try {
            java.time.ZoneId.of(definition.path("ScheduleExpressionTimezone").asText("UTC"));
        } catch (DateTimeException e) {
            throw SchedulerErrors.invalid("Invalid time zone provided: "
                    + definition.path("ScheduleExpressionTimezone").asText());
        }
        if (!definition.has("State")) {
            definition.put("State", "ENABLED");
        }
        if (!definition.has("ScheduleExpressionTimezone")) {
            definition.put("ScheduleExpressionTimezone", "UTC");
        }
        if (!definition.has("ActionAfterCompletion")) {
            definition.put("ActionAfterCompletion", "NONE");
        }
        return definition;
    }
}
