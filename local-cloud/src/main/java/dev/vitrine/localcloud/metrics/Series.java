package dev.vitrine.localcloud.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The values of one metric by minutes and, of what is older, by hours, counted since 1970. Safe for many threads. */
final class Series {
    private static final int MINUTES = 60;

    private final MetricUnit unit;
    private final TreeMap<Long, Samples> minutes = new TreeMap<>();
    private final TreeMap<Long, Samples> hours = new TreeMap<>();

    /** @param unit of the first value */
    Series(MetricUnit unit) {
        this.unit = unit;
    }

    MetricUnit unit() {
        return unit;
    }

    synchronized void change(long minute, Consumer<Samples> change) {
        change.accept(minutes.computeIfAbsent(minute, _ -> new Samples()));
    }

    synchronized Optional<Samples.Kept> kept(long minute) {
        return Optional.ofNullable(minutes.get(minute)).map(Samples::kept);
    }

    synchronized Optional<Samples.Kept> keptHour(long hour) {
        return Optional.ofNullable(hours.get(hour)).map(Samples::kept);
    }

    synchronized void restoreHour(long hour, Samples samples) {
        hours.put(hour, samples);
    }

    /** The values of each period in which there were any, by the period's first minute; old ones in whole hours alone. */
    synchronized NavigableMap<Long, Samples> periods(Span span) {
        NavigableMap<Long, Samples> periods = new TreeMap<>();
        if (span.period() % MINUTES == 0) {
            hours.subMap(Math.ceilDiv(span.fromMinute(), MINUTES), Math.ceilDiv(span.toMinute(), MINUTES))
                    .forEach((hour, samples) -> periods.computeIfAbsent(
                                    span.periodOf(hour * MINUTES), _ -> new Samples())
                            .add(samples));
        }
        minutes.subMap(span.fromMinute(), span.toMinute())
                .forEach((minute, samples) -> periods.computeIfAbsent(span.periodOf(minute), _ -> new Samples())
                        .add(samples));
        return periods;
    }

    /**
     * What a series forgot.
     *
     * @param minutes that are gone
     * @param hours that have more than before
     */
    record Aged(List<Long> minutes, Set<Long> hours) {}

    /** Forgets what is before a minute, or keeps it by the hour, without its spread. */
    synchronized Aged age(long minute, boolean keepsHours) {
        Set<Long> changed = new TreeSet<>();
        if (keepsHours) {
            minutes.headMap(minute, false).forEach((old, samples) -> {
                long hour = Math.floorDiv(old, MINUTES);
                hours.computeIfAbsent(hour, _ -> new Samples())
                        .addWithoutSpread(samples.count(), samples.sum(), samples.minimum(), samples.maximum());
                changed.add(hour);
            });
        }
        return new Aged(forget(minutes, minute), changed);
    }

    /** Forgets hours that are before one; those that were forgotten. */
    synchronized List<Long> forgetHoursBefore(long hour) {
        return forget(hours, hour);
    }

    private static List<Long> forget(NavigableMap<Long, Samples> times, long first) {
        NavigableMap<Long, Samples> old = times.headMap(first, false);
        List<Long> forgotten = new ArrayList<>(old.keySet());
        old.clear();
        return forgotten;
    }

    /** Whether there is any value of that minute's hour or later. */
    synchronized boolean isActiveSince(long minute) {
        return !minutes.tailMap(minute).isEmpty()
                || !hours.tailMap(Math.floorDiv(minute, MINUTES)).isEmpty();
    }

    synchronized boolean isEmpty() {
        return minutes.isEmpty() && hours.isEmpty();
    }
}
