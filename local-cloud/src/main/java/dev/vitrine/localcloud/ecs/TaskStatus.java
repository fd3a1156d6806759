package dev.vitrine.localcloud.ecs;

/** The states of a task, in the order in which it goes through them. */
enum TaskStatus {
    PROVISIONING,
    PENDING,
    RUNNING,
    DEACTIVATING,
    STOPPING,
    DEPROVISIONING,
    STOPPED
}
