package dev.vitrine.common.operation;

import java.util.List;

/** Repositories of this deployment. Every call may throw {@link OperationException}. */
@FunctionalInterface
public interface ImageOperations {
    /** By repository, newest first. */
    List<RegistryImage> images();
}
