package dev.vitrine.localcloud.cloudformation;

/** The states of a resource of a stack, as CloudFormation names them. */
enum ResourceStatus {
    CREATE_IN_PROGRESS,
    CREATE_COMPLETE,
    CREATE_FAILED,
    UPDATE_IN_PROGRESS,
    UPDATE_COMPLETE,
    UPDATE_FAILED,
    DELETE_IN_PROGRESS,
    DELETE_COMPLETE,
    DELETE_FAILED,
    DELETE_SKIPPED;

    boolean isInProgress() {
        return this == CREATE_IN_PROGRESS || this == UPDATE_IN_PROGRESS;
    }

    boolean isComplete() {
        return this == CREATE_COMPLETE || this == UPDATE_COMPLETE;
    }
}
