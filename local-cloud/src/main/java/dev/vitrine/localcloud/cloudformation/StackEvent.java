package dev.vitrine.localcloud.cloudformation;

import org.jspecify.annotations.Nullable;

/** Something that happened to a stack or to a resource of it. */
record StackEvent(
        String id,
        String stackId,
        String stackName,
        String logicalId,
        String physicalId,
        String type,
        String status,
        @Nullable String reason,
        @Nullable String properties,
        long at) {}
