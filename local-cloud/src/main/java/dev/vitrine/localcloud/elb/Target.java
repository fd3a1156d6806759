package dev.vitrine.localcloud.elb;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A target as long as it is registered: its health and what it has in flight. Guarded by itself. */
final class Target {
    private final String host;
    private final int port;
    private final Semaphore wake = new Semaphore(0);
    private TargetHealth health = TargetHealth.REGISTERING;
    private int successes;
    private int failures;
    private int inFlight;
    private boolean dropped;

    Target(String host, int port) {
        this.host = host;
        this.port = port;
    }

    String host() {
        return host;
    }

    int port() {
        return port;
    }

    synchronized TargetHealth health() {
        return health;
    }

    /** Takes one more request unless the target drains. */
    synchronized boolean acquire() {
        if (health.state() == TargetHealth.State.DRAINING || dropped) {
            return false;
        }
        inFlight++;
        return true;
    }

    /** A request has ended. */
    synchronized void release() {
        inFlight--;
        if (inFlight == 0) {
            wake.release();
        }
    }

    synchronized boolean idle() {
        return inFlight == 0;
    }

    synchronized void drain() {
        health = TargetHealth.DRAINING;
        wake.release();
    }

    /** Comes back as if it were new, when it drains. */
    synchronized boolean revive() {
        if (health.state() == TargetHealth.State.DRAINING && !dropped) {
            health = TargetHealth.REGISTERING;
            successes = 0;
            failures = 0;
            wake.release();
        }
        return !dropped;
    }

    /** Ends for good when it still drains; false when it was revived meanwhile. */
    synchronized boolean finish() {
        dropped = health.state() == TargetHealth.State.DRAINING;
        return dropped;
    }

    /** Ends for good, at once. */
    synchronized void drop() {
        dropped = true;
        wake.release();
    }

    synchronized boolean dropped() {
        return dropped;
    }

    synchronized void succeeded(HealthCheck check) {
        failures = 0;
        successes++;
        boolean enough = health.state() == TargetHealth.State.INITIAL || successes >= check.healthyThreshold();
        if (health.state() != TargetHealth.State.DRAINING && enough) {
            health = TargetHealth.HEALTHY;
        }
    }

    /** @param counts false for a question that was asked before its time */
    synchronized void failed(HealthCheck check, String reason, String description, boolean counts) {
        successes = 0;
        failures += counts ? 1 : 0;
        switch (health.state()) {
            case INITIAL, HEALTHY, UNHEALTHY -> {
                if (failures >= check.unhealthyThreshold()) {
                    health = new TargetHealth(TargetHealth.State.UNHEALTHY, reason, description);
                } else if (health.state() == TargetHealth.State.INITIAL) {
                    health = new TargetHealth(
                            TargetHealth.State.INITIAL,
                            "Elb.InitialHealthChecking",
                            "Initial health checks in progress");
                }
            }
            case DRAINING, UNUSED -> {}
        }
    }

    /** Waits until something happens to this target, for that long at most. */
    void await(long nanos) throws InterruptedException {
        if (wake.tryAcquire(Math.max(nanos, 0), TimeUnit.NANOSECONDS)) {
            wake.drainPermits();
        }
    }
}
