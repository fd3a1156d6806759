package dev.vitrine.common.operation;

import java.util.List;

/**
 * What became of a request to start tasks.
 *
 * @param requestId by which AWS knows the request
 * @param arns of those that were started, at least one
 * @param shortfall why others were not started; blank when all were
 */
public record StartedTasks(String requestId, List<String> arns, String shortfall) {
    public StartedTasks {
        arns = List.copyOf(arns);
    }
}
