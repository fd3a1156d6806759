package dev.vitrine.console.resource;

import java.util.OptionalDouble;

/**
 * What a run paid until now or its end.
 *
 * @param dollars empty when that is not known
 * @param unknown why not; blank when it is known or nothing was paid yet
 */
public record RunCost(OptionalDouble dollars, String unknown) {
    /** Nothing was paid yet. */
    static final RunCost NONE = new RunCost(OptionalDouble.empty(), "");

    /** ECS forgets stopped tasks after an hour. */
    static final RunCost UNSEEN = new RunCost(OptionalDouble.empty(), "not known: this console has not seen its tasks");

    static final RunCost SUMMED =
            new RunCost(OptionalDouble.empty(), "not known any more: its tasks are kept as sums of days");

    static RunCost of(double dollars) {
        return new RunCost(OptionalDouble.of(dollars), "");
    }
}
