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
}
