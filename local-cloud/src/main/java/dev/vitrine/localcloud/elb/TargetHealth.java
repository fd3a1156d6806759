package dev.vitrine.localcloud.elb;

import java.util.Locale;

/**
 * How a target is, in Elastic Load Balancing's words.
 *
 * @param reason a code such as {@code Target.ResponseCodeMismatch}; empty when it is healthy
 * @param description a sentence for people; empty when it is healthy
 */
public record TargetHealth(State state, String reason, String description) {
    /** What a target may be; {@code UNUSED} also stands for one that is not registered. */
    public enum State {
        INITIAL,
        HEALTHY,
        UNHEALTHY,
        DRAINING,
        UNUSED;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static final TargetHealth REGISTERING =
            new TargetHealth(State.INITIAL, "Elb.RegistrationInProgress", "Target registration is in progress");
    static final TargetHealth HEALTHY = new TargetHealth(State.HEALTHY, "", "");
    static final TargetHealth DRAINING =
            new TargetHealth(State.DRAINING, "Target.DeregistrationInProgress", "Target deregistration is in progress");
    static final TargetHealth NOT_REGISTERED =
            new TargetHealth(State.UNUSED, "Target.NotRegistered", "Target is not registered to the target group");
    static final TargetHealth NOT_IN_USE = new TargetHealth(
            State.UNUSED,
            "Target.NotInUse",
            "Target group is not configured to receive traffic from the load balancer");
}
