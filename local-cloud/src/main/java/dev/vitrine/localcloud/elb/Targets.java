package dev.vitrine.localcloud.elb;

/** The targets of target groups, for what registers them: services of ECS. */
public interface Targets {
    /** True if the target group exists and a listener forwards to it. */
    boolean attached(String targetGroupArn);

    /** Adds a target, which gets requests once it is healthy; one that drains comes back. No effect on a lost group. */
    void register(String targetGroupArn, String host, int port);

    /** Lets a target drain: no new requests, those in flight end, then it is gone. */
    void deregister(String targetGroupArn, String host, int port);

    /** How a target is; {@code UNUSED} when it is not registered. */
    TargetHealth health(String targetGroupArn, String host, int port);

    /** Requests that the group's targets were given since the local cloud started. */
    long requests(String targetGroupArn);

    /** How many targets of the group are healthy. */
    int healthyTargets(String targetGroupArn);
}
