package dev.vitrine.common.operation;

import java.util.Collection;
import java.util.List;

/** Load balancers. Every call may throw {@link OperationException}. */
public interface LoadBalancerReader {
    /** Those that these target groups belong to, by name; groups that are gone are left out. */
    List<LoadBalancerState> of(Collection<String> targetGroups);
}
