package dev.vitrine.localcloud.ecs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.state.JsonTable;
import dev.vitrine.localcloud.state.StateFile;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The registered task definitions. */
final class TaskDefinitions {
    private static final Pattern NAME =
            Pattern.compile("(?:arn:.*/)?(?<family>[A-Za-z0-9_-]{1,255})(?::(?<revision>\\d{1,9}))?");

    private final JsonTable<TaskDefinition> table;
    private final Clock clock;

    TaskDefinitions(StateFile state, Clock clock) {
        this.table = state.table("taskDefinitions", TaskDefinition.class);
        this.clock = clock;
    }

    /** Stores the next revision of the family. */
    synchronized TaskDefinition register(ObjectNode input) {
        String family = input.path("family").asText();
        int revision =
                1 + family(family).mapToInt(TaskDefinition::revision).max().orElse(0);
        TaskDefinition definition = TaskDefinition.register(input, revision, clock.millis());
        table.put(definition.key(), definition);
        return definition;
    }

    Optional<TaskDefinition> find(String family, int revision) {
        return table.get(TaskDefinition.key(family, revision));
    }

    /** By {@code family}, which means its newest active revision, by {@code family:revision} or by ARN. */
    Optional<TaskDefinition> find(String name) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String family = matcher.group("family");
        String revision = matcher.group("revision");
        return revision == null
                ? family(family).filter(TaskDefinition::isActive).max(Comparator.comparingInt(TaskDefinition::revision))
                : find(family, Integer.parseInt(revision));
    }

    /** Changes a definition that was found by its full name. */
    synchronized Optional<TaskDefinition> change(String name, UnaryOperator<TaskDefinition> change) {
        Optional<TaskDefinition> changed = find(name).map(change);
        changed.ifPresent(definition -> table.put(definition.key(), definition));
        return changed;
    }

    /** All of them, by family and revision. */
    List<TaskDefinition> all() {
        return table.values();
    }

    private Stream<TaskDefinition> family(String family) {
        return all().stream().filter(definition -> definition.family().equals(family));
    }
}
