package dev.vitrine.common.operation;

import java.util.List;
import java.util.function.Consumer;

/** Tasks of the cluster and their definitions. Every call may throw {@link OperationException}. */
public interface TaskOperations {
    /** Running tasks, and stopped ones as long as ECS remembers them. */
    default List<ClusterTask> tasks() {
        return tasks(soFar -> {});
    }

    /**
     * The same.
     *
     * @param soFar is told what is known after each request
     */
    List<ClusterTask> tasks(Consumer<List<ClusterTask>> soFar);

    /** Families that have an active definition, by name. */
    List<String> families();

    /** Addresses of the newest active revisions, newest first, at most {@code limit}. */
    List<String> revisions(String family, int limit);

    /** A definition by its address, or by family for the newest; addresses are looked up once. */
    TaskDefinitionDetail definition(String arnOrFamily);

    /** Registers a copy of a definition that runs another image. The result is the new address. */
    Receipt registerWithImage(String arn, String image);

    /** Starts as many of the tasks as there is room for, one at least. */
    StartedTasks run(TaskLaunch launch);

    Receipt stop(String taskArn, String reason);
}
