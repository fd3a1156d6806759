package dev.vitrine.console;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that can be set; it goes on from there. */
final class TestClock extends Clock {
    private volatile Duration offset = Duration.ZERO;

    void back(Duration by) {
        offset = offset.minus(by);
    }

    void forward(Duration by) {
        offset = offset.plus(by);
    }

    /** Sets it right. */
    void now() {
        offset = Duration.ZERO;
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(offset);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
