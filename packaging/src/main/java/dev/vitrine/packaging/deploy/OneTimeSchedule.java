package dev.vitrine.packaging.deploy;

import dev.vitrine.common.prototype.Prototype;
import dev.vitrine.common.prototype.ScheduleSpec;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/**
 * A schedule that starts once. EventBridge Scheduler takes one whose time has passed, starts nothing and says nothing, so a
 * deploy refuses to make it; one that is there already has had its time.
 *
 * @param at when it starts
 * @param isDeployed whether the prototype's stack has this very schedule
 */
record OneTimeSchedule(String prototype, ScheduleSpec schedule, Instant at, boolean isDeployed) {
    /**
     * The one that a manifest declares; empty when it declares none, or one that starts again and again.
     *
     * @param stack of the prototype, if there is one
     */
    static Optional<OneTimeSchedule> of(Prototype prototype, Optional<Stack> stack) {
        return prototype.schedule().flatMap(schedule -> schedule.once()
                .map(at -> new OneTimeSchedule(prototype.name(), schedule, at, isDeployed(schedule, stack))));
    }

    /** A stack without a function has no schedule yet, whatever its parameters say. */
    private static boolean isDeployed(ScheduleSpec schedule, Optional<Stack> stack) {
        Map<String, String> parameters = stack.filter(
                        found -> Deployment.output(found, "Function").isPresent())
                .map(found -> found.parameters().stream()
                        .collect(Collectors.toMap(Parameter::parameterKey, Parameter::parameterValue)))
                .orElse(Map.of());
        return schedule.when().equals(parameters.get("ScheduleExpression"))
                && schedule.timeZone().getId().equals(parameters.get("ScheduleTimeZone"));
    }

    /**
     * Refuses to make what would never start.
     *
     * @throws DeployException that names the field and what to do
     */
    void require(Instant now) {
        if (!isDeployed && hasPassed(now)) {
            throw new DeployException(prototype + ": schedule.when in its prototype.yaml is " + time()
                    + ", which has passed, so the table would never be done. Give a time that is still to come,"
                    + " or take the schedule out.");
        }
    }

    /** What to tell of one that starts nothing any more. */
    Optional<String> over(Instant now) {
        return hasPassed(now)
                ? Optional.of(
                        "schedule of " + prototype + ", " + time() + ", which has passed: it starts nothing any more")
                : Optional.empty();
    }

    private boolean hasPassed(Instant now) {
        return !at.isAfter(now);
    }

    private String time() {
        return schedule.when() + " in " + schedule.timeZone().getId();
    }
}
