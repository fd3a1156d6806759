package dev.vitrine.common.operation;

import java.util.List;

/** Services of the cluster. Every call may throw {@link OperationException}. */
public interface ServiceOperations {
    /** By name. */
    List<ServiceState> services();

    /** Sets how many tasks are wanted. */
    Receipt scale(String service, int desired);

    /** Starts a deployment of that definition; the same one again replaces all tasks. */
    Receipt deploy(String service, String definition);
}
