package dev.vitrine.common.aws;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/** Why a task ended badly, in plain words. */
final class TaskEnds {
    private static final int KILLED = 137;
    private static final int TERMINATED = 143;

    private TaskEnds() {}

    /** Empty when the task ended well or was stopped on purpose. */
    static Optional<String> badEnd(String prototype, Task task) {
        Integer exitCode = task.containers().stream()
                .map(Container::exitCode)
                .filter(code -> code != null && code != 0)
                .findFirst()
                .orElse(null);
        String said = Stream.concat(
                        Stream.of(orBlank(task.stoppedReason())),
                        task.containers().stream().map(container -> orBlank(container.reason())))
                .filter(text -> !text.isBlank())
                .distinct()
                .collect(Collectors.joining("; "));
        boolean failedToStart = task.stopCode() == TaskStopCode.TASK_FAILED_TO_START;
        if (task.stopCode() == TaskStopCode.USER_INITIATED
                || task.stopCode() == TaskStopCode.SPOT_INTERRUPTION
                || (!failedToStart && (exitCode == null || exitCode == TERMINATED))) {
            return Optional.empty();
        }
        return Optional.of(reason(prototype, said, exitCode == null ? 0 : exitCode));
    }

    /** What {@code RunTask} says about a task that it did not start. */
    static String refused(String reason) {
        if (reason.startsWith("RESOURCE:ENI")) {
            return "no network address was free for the worker (" + reason + "); check the subnets";
        }
        if (isWantOfRoom(reason)) {
            return "there was no room for the worker (" + reason + "); try again later";
        }
        return "the worker was not started (" + reason + ")";
    }

    /** True when there was no capacity, such as on Spot. */
    static boolean isWantOfRoom(String reason) {
        return reason.startsWith("RESOURCE:") || reason.startsWith("Capacity is unavailable");
    }

    private static String reason(String prototype, String said, int exitCode) {
        String lower = said.toLowerCase(Locale.ROOT);
        if (lower.contains("outofmemory")) {
            return "the worker ran out of memory; raise batch.memory in prototype.yaml";
        }
        if (lower.contains("cannotpullcontainer") || lower.contains("image not found")) {
            return "the worker's image cannot be found (" + said + "); publish it again (make publish)";
        }
        if (lower.contains("network interface") || lower.contains("resourceinitializationerror")) {
            return "the worker got no access to the network (" + said + "); check subnets and security groups";
        }
        if (lower.contains("assume") && lower.contains("role")) {
            return "the worker may not take its role (" + said + "); deploy the roles again";
        }
        String log = "its log (/vitrine/" + prototype + ") says more";
        if (exitCode == KILLED) {
            return "the worker was killed (exit code 137), perhaps for want of memory; " + log;
        }
        if (exitCode == 0) {
            return "the worker could not start" + (said.isBlank() ? "" : " (" + said + ")");
        }
        return "the worker's program ended with exit code " + exitCode + "; " + log;
    }

    private static String orBlank(@org.jspecify.annotations.Nullable String text) {
        return text == null ? "" : text;
    }
}
