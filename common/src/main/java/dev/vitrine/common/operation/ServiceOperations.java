package dev.vitrine.common.operation;

import java.util.List;
import java.util.function.Consumer;

/** Services of the cluster. Every call may throw {@link OperationException}. */
public interface ServiceOperations {
    /** By name. */
    default List<ServiceState> services() {
        return services(soFar -> {});
    }

    /**
     * By name. Where there are many it takes as long as the limits of the interface want; images that are not known yet are
     * blank then, and come with later listings.
     *
     * @param soFar is told what is known after each request
     */
    List<ServiceState> services(Consumer<List<ServiceState>> soFar);

    /** Sets how many tasks are wanted. */
    Receipt scale(String service, int desired);

    /** Starts a deployment of that definition; the same one again replaces all tasks. */
    Receipt deploy(String service, String definition);
}
