package dev.vitrine.common.aws;

import dev.vitrine.common.operation.ClusterTask;
import java.util.Arrays;
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

    /**
     * How to speak of a task.
     *
     * @param name such as {@code the worker}
     * @param moreMemory what to do when it had too little
     * @param image what to do when its image cannot be found
     * @param logGroup where it writes
     */
    private record Words(String name, String moreMemory, String image, String logGroup) {
        static Words of(Task task, String family) {
            String logGroup = "/vitrine/" + family.replaceFirst("^vitrine-", "");
            String group = orBlank(task.group());
            if (ClusterTask.DISPATCHER.equals(task.startedBy())) {
                return new Words(
                        "the worker",
                        "raise batch.memory in prototype.yaml",
                        "publish it again (make publish)",
                        logGroup);
            }
            if (group.startsWith("service:")) {
                return new Words(
                        "the task of " + group.substring("service:".length()),
                        "give its definition more memory and deploy it again",
                        "push it and deploy again (make deploy)",
                        logGroup);
            }
            return new Words("the task", "run it with more memory", "push it, or choose another", logGroup);
        }
    }

    /** Empty when the task ended well or was stopped on purpose. */
    static Optional<String> badEnd(Task task, String family) {
        Integer exitCode = task.containers().stream()
                .filter(container -> !ClusterTasks.isOfAws(container))
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
        boolean byService = task.stopCode() == TaskStopCode.SERVICE_SCHEDULER_INITIATED;
        if (task.stopCode() == TaskStopCode.USER_INITIATED
                || task.stopCode() == TaskStopCode.SPOT_INTERRUPTION
                || (!failedToStart && !byService && (exitCode == null || exitCode == TERMINATED))) {
            return Optional.empty();
        }
        Words words = Words.of(task, family);
        if (byService) {
            // The service stopped it: to be killed then, after its time to end, is no want of memory.
            return said.toLowerCase(Locale.ROOT).contains("health check")
                    ? Optional.of(words.name() + " did not answer its health check (" + said + "); its log ("
                            + words.logGroup() + ") says more")
                    : Optional.empty();
        }
        return Optional.of(reason(words, said, exitCode == null ? 0 : exitCode));
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

    private static String reason(Words words, String said, int exitCode) {
        String lower = said.toLowerCase(Locale.ROOT);
        if (lower.contains("outofmemory")) {
            return words.name() + " ran out of memory; " + words.moreMemory();
        }
        if (lower.contains("insufficientfreeaddresses")) {
            return "no network address was free for " + words.name() + " (" + said + "); check the subnets";
        }
        if (lower.contains("assume") && lower.contains("role")) {
            return words.name() + " may not take its role (" + said + "); deploy the roles again";
        }
        boolean starting = lower.contains("cannotpullcontainer") || lower.contains("resourceinitializationerror");
        if (starting && isAny(lower, "accessdenied", "not authorized", "403 forbidden")) {
            return "the role that starts " + words.name() + " lacks a permission (" + said
                    + "); deploy the roles again";
        }
        if (starting && isAny(lower, "log group does not exist", "create cloudwatch log stream")) {
            return "the log group of " + words.name() + " is not there (" + said + "); deploy again";
        }
        if (starting && isAny(lower, "matching platform", "platform does not match")) {
            return "the image of " + words.name() + " is built for another kind of processor (" + said + "); "
                    + words.image();
        }
        if (starting && isAny(lower, "timeout", "timed out", "deadline exceeded", "dial tcp", "no such host")) {
            return words.name() + " got no access to the network (" + said + "); check subnets and security groups";
        }
        if (lower.contains("cannotpullcontainer") || lower.contains("image not found")) {
            return "the image of " + words.name() + " cannot be found (" + said + "); " + words.image();
        }
        if (lower.contains("network interface") || lower.contains("resourceinitializationerror")) {
            return words.name() + " got no access to the network (" + said + "); check subnets and security groups";
        }
        String log = "its log (" + words.logGroup() + ") says more";
        if (exitCode == KILLED) {
            return words.name() + " was killed (exit code 137), perhaps for want of memory; " + log;
        }
        if (exitCode == 0) {
            return words.name() + " could not start" + (said.isBlank() ? "" : " (" + said + ")");
        }
        return "the program of " + words.name() + " ended with exit code " + exitCode + "; " + log;
    }

    private static boolean isAny(String text, String... parts) {
        return Arrays.stream(parts).anyMatch(text::contains);
    }

    private static String orBlank(@org.jspecify.annotations.Nullable String text) {
        return text == null ? "" : text;
    }
}
