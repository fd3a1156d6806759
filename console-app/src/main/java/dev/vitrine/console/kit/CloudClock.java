package dev.vitrine.console.kit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The time of the cloud: that of this computer, corrected by what the cloud's answers say when the two differ by more than
 * a few seconds. All that is compared with the cloud's times is right then: how old a task is, how complete a log, what is
 * late. Safe for many threads.
 */
public final class CloudClock extends Clock {
    private static final Duration SAME = Duration.ofSeconds(5);

    private final Clock own;
    private Duration ahead = Duration.ZERO;
    private Duration last = Duration.ZERO;

    public CloudClock(Clock own) {
        this.own = own;
    }

    /** The cloud answered at that time, as it says to the second. It is believed when two answers in a row agree. */
    public synchronized void told(Instant cloud) {
        Duration now = Duration.between(own.instant(), cloud.plusMillis(500));
        boolean agrees = differ(now, last) <= 0;
        last = now;
        if (agrees && differ(now, ahead) > 0) {
            ahead = now.abs().compareTo(SAME) <= 0 ? Duration.ZERO : now;
        }
    }

    /** A clock by which to wait: one that no answer corrects. */
    static Clock ofThisComputer(Clock clock) {
        return clock instanceof CloudClock corrected ? corrected.own : clock;
    }

    private static int differ(Duration one, Duration other) {
        return one.minus(other).abs().compareTo(SAME);
    }

    /** By how much the cloud's time is ahead of this computer's; zero for a few seconds. */
    public synchronized Duration ahead() {
        return ahead;
    }

    @Override
    public Instant instant() {
        return own.instant().plus(ahead());
    }

    @Override
    public ZoneId getZone() {
        return own.getZone();
    }

    /** That of this moment, in another zone. */
    @Override
    public Clock withZone(ZoneId zone) {
        return zone.equals(ZoneOffset.UTC) ? this : offset(own.withZone(zone), ahead());
    }
}
