package dev.vitrine.localcloud.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The values of one metric by minutes, which are counted since 1970. Safe for many threads. */
final class Series {
    private final MetricUnit unit;
    private final TreeMap<Long, Samples> minutes = new TreeMap<>();

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

    /** The values of each period in which there were any, by the period's first minute. */
    synchronized NavigableMap<Long, Samples> periods(Span span) {
        NavigableMap<Long, Samples> periods = new TreeMap<>();
        minutes.subMap(span.fromMinute(), span.toMinute())
                .forEach((minute, samples) -> periods.computeIfAbsent(span.periodOf(minute), _ -> new Samples())
                        .add(samples));
        return periods;
    }

    /** Forgets what is before a minute; the minutes that were forgotten. */
    synchronized List<Long> forgetBefore(long minute) {
        NavigableMap<Long, Samples> old = minutes.headMap(minute, false);
        List<Long> forgotten = new ArrayList<>(old.keySet());
        old.clear();
        return forgotten;
    }

    synchronized boolean isEmpty() {
        return minutes.isEmpty();
    }
}
