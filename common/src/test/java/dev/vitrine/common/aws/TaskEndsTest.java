package dev.vitrine.common.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.common.operation.ClusterTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

class TaskEndsTest {
    private static Task.Builder worker() {
        return Task.builder()
                .group("family:vitrine-banknote")
                .startedBy(ClusterTask.DISPATCHER)
                .stopCode(TaskStopCode.ESSENTIAL_CONTAINER_EXITED);
    }

    private static Container exited(int code) {
        return Container.builder().exitCode(code).build();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OutOfMemoryError: Container killed due to memory usage | 137 | the worker ran out of memory; raise batch.memory",
                "CannotPullContainerError: not found | 1 | the image of the worker cannot be found",
                "ResourceInitializationError: unable to pull secrets | 1 | the worker got no access to the network",
                "CannotPullContainerError: dial tcp 10.0.0.1:443: i/o timeout | 1 | the worker got no access to the network",
                "CannotPullContainerError: Manifest does not contain descriptor matching platform linux/amd64 | 1 | is built for another kind of processor",
                "ResourceInitializationError: AccessDeniedException: is not authorized to perform: ecr:GetAuthorizationToken | 1 | the role that starts the worker lacks a permission",
                "ResourceInitializationError: failed to create Cloudwatch log stream: The specified log group does not exist | 1 | the log group of the worker is not there",
                "Unexpected EC2 error: InsufficientFreeAddressesInSubnet | 1 | no network address was free for the worker",
                "ECS was unable to assume the role | 1 | the worker may not take its role",
                "Essential container in task exited | 137 | was killed (exit code 137), perhaps for want of memory",
                "Essential container in task exited | 3 | the program of the worker ended with exit code 3; its log (/vitrine/banknote)"
            })
    void a_bad_end_is_told_in_plain_words_with_the_remedy(String reason, int exitCode, String words) {
        Task task = worker().stoppedReason(reason).containers(exited(exitCode)).build();

        assertThat(TaskEnds.badEnd(task, "vitrine-banknote"))
                .hasValueSatisfying(told -> assertThat(told).contains(words));
    }

    @Test
    void a_task_of_a_service_gets_the_remedy_of_a_service() {
        Task task = Task.builder()
                .group("service:vitrine-frontend")
                .startedBy("ecs-svc/1")
                .stoppedReason("OutOfMemoryError")
                .containers(exited(137))
                .build();

        assertThat(TaskEnds.badEnd(task, "vitrine-frontend"))
                .contains("the task of vitrine-frontend ran out of memory;"
                        + " give its definition more memory and deploy it again");
    }

    @Test
    void who_was_stopped_on_purpose_or_ended_well_has_no_bad_end() {
        assertThat(TaskEnds.badEnd(
                        worker().stopCode(TaskStopCode.USER_INITIATED)
                                .containers(exited(137))
                                .build(),
                        "vitrine-banknote"))
                .isEmpty();
        assertThat(TaskEnds.badEnd(worker().containers(exited(0)).build(), "vitrine-banknote"))
                .isEmpty();
    }

    @Test
    void a_service_may_kill_its_tasks_and_says_which_were_not_healthy() {
        Task.Builder task = Task.builder()
                .group("service:vitrine-frontend")
                .stopCode(TaskStopCode.SERVICE_SCHEDULER_INITIATED)
                .containers(exited(137));

        assertThat(TaskEnds.badEnd(
                        task.stoppedReason("Scaling activity initiated by (deployment ecs-svc/1)")
                                .build(),
                        "vitrine-frontend"))
                .isEmpty();
        assertThat(TaskEnds.badEnd(
                        task.stoppedReason("Task failed ELB health checks in (target-group arn:1)")
                                .build(),
                        "vitrine-frontend"))
                .hasValueSatisfying(told ->
                        assertThat(told).startsWith("the task of vitrine-frontend did not answer its health check"));
    }
}
