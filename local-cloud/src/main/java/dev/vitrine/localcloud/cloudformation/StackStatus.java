package dev.vitrine.localcloud.cloudformation;

/** The states of a stack, as CloudFormation names them. */
enum StackStatus {
    REVIEW_IN_PROGRESS,
    CREATE_IN_PROGRESS,
    CREATE_COMPLETE,
    CREATE_FAILED,
    ROLLBACK_IN_PROGRESS,
    ROLLBACK_COMPLETE,
    ROLLBACK_FAILED,
    UPDATE_IN_PROGRESS,
    UPDATE_COMPLETE_CLEANUP_IN_PROGRESS,
    UPDATE_COMPLETE,
    UPDATE_FAILED,
    UPDATE_ROLLBACK_IN_PROGRESS,
    UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS,
    UPDATE_ROLLBACK_COMPLETE,
    UPDATE_ROLLBACK_FAILED,
    DELETE_IN_PROGRESS,
    DELETE_COMPLETE,
    DELETE_FAILED;

    boolean isInProgress() {
        return name().endsWith("IN_PROGRESS") && this != REVIEW_IN_PROGRESS;
    }

    boolean isUpdatable() {
        return switch (this) {
            case CREATE_COMPLETE, CREATE_FAILED, UPDATE_COMPLETE, UPDATE_ROLLBACK_COMPLETE, UPDATE_FAILED -> true;
            case REVIEW_IN_PROGRESS,
                    CREATE_IN_PROGRESS,
                    ROLLBACK_IN_PROGRESS,
                    ROLLBACK_COMPLETE,
                    ROLLBACK_FAILED,
                    UPDATE_IN_PROGRESS,
                    UPDATE_COMPLETE_CLEANUP_IN_PROGRESS,
                    UPDATE_ROLLBACK_IN_PROGRESS,
                    UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS,
                    UPDATE_ROLLBACK_FAILED,
                    DELETE_IN_PROGRESS,
                    DELETE_COMPLETE,
                    DELETE_FAILED -> false;
        };
    }
}
