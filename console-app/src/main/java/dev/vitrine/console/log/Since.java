package dev.vitrine.console.log;

import java.time.Duration;
import java.time.Instant;

/** How far back a log is read and shown. */
public enum Since {
    MINUTE("1 min", Duration.ofMinutes(1)),
    FIVE_MINUTES("5 min", Duration.ofMinutes(5)),
    QUARTER("15 min", Duration.ofMinutes(15)),
    HOUR("1 h", Duration.ofHours(1)),
    SIX_HOURS("6 h", Duration.ofHours(6)),
    DAY("1 day", Duration.ofDays(1)),
    WEEK("7 days", Duration.ofDays(7)),
    ALL("all", Duration.ofDays(100_000));

    private final String title;
    private final Duration back;

    Since(String title, Duration back) {
        this.title = title;
        this.back = back;
    }

    Instant before(Instant now) {
        return this == ALL ? Instant.EPOCH : now.minus(back);
    }

    @Override
    public String toString() {
        return title;
    }
}
