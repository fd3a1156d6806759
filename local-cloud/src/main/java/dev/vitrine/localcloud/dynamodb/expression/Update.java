package dev.vitrine.localcloud.dynamodb.expression;

import dev.vitrine.localcloud.dynamodb.value.AttributeValue;
import java.util.List;

/** The syntax tree of an update expression. No two actions touch the same place. */
public record Update(List<Action> actions) {
    /** One change at one path. */
    public sealed interface Action {
        Path path();
    }

    public record Set(Path path, UpdateValue value) implements Action {}

    public record Remove(Path path) implements Action {}

    /**
     * Adds to a number or a set.
     *
     * @param value a number to add or a set to unite with
     */
    public record Add(Path path, AttributeValue value) implements Action {}

    /**
     * Takes elements from a set.
     *
     * @param value a set whose elements go
     */
    public record Delete(Path path, AttributeValue value) implements Action {}

    public Update {
        actions = List.copyOf(actions);
    }

    public List<Path> paths() {
        return actions.stream().map(Action::path).toList();
    }

    /** An update that only takes away makes no item where there is none. */
    public boolean onlyRemoves() {
        return !actions.isEmpty()
                && actions.stream().allMatch(action -> action instanceof Remove || action instanceof Delete);
    }
}
