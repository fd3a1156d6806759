package dev.vitrine.console.cost;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Looks at what is paid by the hour, and remembers what was there. For one thread at a time. */
final class HourlyMeter {
    private static final Duration KEPT = Duration.ofDays(62);

    private final Clock clock;
    private final Function<Instant, Optional<List<HourlyUse>>> look;
    private List<HourlyUse> known = List.of();

    /** @param look is given the time and tells what is there; empty while that is not known */
    HourlyMeter(Clock clock, Function<Instant, Optional<List<HourlyUse>>> look) {
        this.clock = clock;
        this.look = look;
    }

    /** What an earlier console has seen. */
    void know(List<HourlyUse> before) {
        known = before;
    }

    List<HourlyUse> read() {
        Instant now = clock.instant();
        look.apply(now).ifPresent(there -> known = HourlyUse.merged(known, there, now.minus(KEPT)));
        return known;
    }
}
