package dev.vitrine.localcloud.scheduler;

/** Starts what schedules name. */
@FunctionalInterface
public interface Starter {
    /**
     * Hands a target to its service; returns when that has accepted it.
     *
     * @throws dev.vitrine.localcloud.http.AwsException when the service refuses it
     */
    void start(Target target);
}
