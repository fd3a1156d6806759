package dev.vitrine.localcloud.metrics;

import dev.vitrine.localcloud.state.JsonTable;
import dev.vitrine.localcloud.state.StateFile;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The values of all metrics of the last three hours by the minute, and those of AWS's own metrics of two months by the
 * hour. They are in memory; a minute is stored once it is over, so that only {@code kill -9} loses one.
 */
final class MetricStore implements MetricSink {
    static final Duration KEPT = Duration.ofHours(3);
    static final Duration HOURS_KEPT = Duration.ofDays(63);
    private static final Duration LISTED = Duration.ofDays(14);
    private static final int MAX_SERIES = 20_000;

    /** One minute or hour of one metric, as it is stored. */
    record Kept(String namespace, String name, Map<String, String> dimensions, String unit, Samples.Kept samples) {}

    private record Dirty(Metric metric, long minute) {}

    private final Map<Metric, Series> series = new ConcurrentHashMap<>();
    private final Set<Dirty> dirty = ConcurrentHashMap.newKeySet();
    private final JsonTable<Kept> table;
    private final JsonTable<Kept> hours;
    private final Clock clock;

    MetricStore(StateFile state, Clock clock) {
        this.clock = clock;
        this.table = state.table("minutes", Kept.class);
        this.hours = state.table("hours", Kept.class);
        hours.keys().forEach(key -> hours.get(key)
                .ifPresent(kept -> series(kept).restoreHour(time(key), Samples.of(kept.samples()))));
        table.keys().forEach(key -> table.get(key)
                .ifPresent(kept -> series(kept).change(time(key), samples -> samples.add(Samples.of(kept.samples())))));
        tidy();
    }

    private static String key(Metric metric, long time) {
        return time + "|" + metric.namespace() + "|" + metric.name() + "|" + metric.dimensions();
    }

    private static long time(String key) {
        return Long.parseLong(key.substring(0, key.indexOf('|')));
    }

    private Series series(Kept kept) {
        MetricUnit unit = MetricUnit.parse(kept.unit()).orElse(MetricUnit.NONE);
        return series.computeIfAbsent(
                new Metric(kept.namespace(), kept.name(), kept.dimensions()), _ -> new Series(unit));
    }

    /** Those of functions, services and load balancers stay; tasks come and go with theirs. */
    private static boolean isLasting(Metric metric) {
        return metric.namespace().startsWith("AWS/");
    }

    @Override
    public void record(Metric metric, MetricUnit unit, double value) {
        change(metric, unit, clock.millis(), samples -> samples.add(value, 1));
    }

    /** Adds values of a time, unless they would be forgotten at once. */
    void change(Metric metric, MetricUnit unit, long epochMillis, Consumer<Samples> change) {
        long minute = Math.floorDiv(epochMillis, 60_000);
        if (minute < firstMinute()) {
            return;
        }
        Series found = series.get(metric);
        if (found == null && series.size() < MAX_SERIES) {
            found = series.computeIfAbsent(metric, _ -> new Series(unit));
        }
        if (found != null) {
            found.change(minute, change);
            dirty.add(new Dirty(metric, minute));
        }
    }

    Optional<Series> find(Metric metric) {
        return Optional.ofNullable(series.get(metric));
    }

    /** Those that had a value in the last two weeks. */
    List<Metric> list(Predicate<Metric> wanted) {
        long first = Math.floorDiv(clock.millis() - LISTED.toMillis(), 60_000);
        return series.entrySet().stream()
                .filter(entry -> wanted.test(entry.getKey()) && entry.getValue().isActiveSince(first))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Stores the minutes that are over and forgets those that are old, or keeps but their hours. */
    void tidy() {
        save(Math.floorDiv(clock.millis(), 60_000));
        long first = firstMinute();
        long firstHour = Math.floorDiv(clock.millis() - HOURS_KEPT.toMillis(), 3_600_000);
        series.forEach((metric, found) -> {
            Series.Aged aged = found.age(first, isLasting(metric));
            aged.hours().forEach(hour -> found.keptHour(hour)
                    .ifPresent(samples -> hours.put(key(metric, hour), kept(metric, found, samples))));
            aged.minutes().forEach(minute -> table.remove(key(metric, minute)));
            found.forgetHoursBefore(firstHour).forEach(hour -> hours.remove(key(metric, hour)));
            if (found.isEmpty()) {
                series.remove(metric, found);
            }
        });
    }

    /** Stores everything. */
    void saveAll() {
        save(Long.MAX_VALUE);
    }

    private void save(long before) {
        for (Dirty it : List.copyOf(dirty)) {
            if (it.minute() < before && dirty.remove(it)) {
                Metric metric = it.metric();
                find(metric)
                        .flatMap(found -> found.kept(it.minute()).map(samples -> kept(metric, found, samples)))
                        .ifPresent(kept -> table.put(key(metric, it.minute()), kept));
            }
        }
    }

    private static Kept kept(Metric metric, Series found, Samples.Kept samples) {
        return new Kept(
                metric.namespace(),
                metric.name(),
                metric.dimensions(),
                found.unit().text(),
                samples);
    }

    private long firstMinute() {
        return Math.floorDiv(clock.millis() - KEPT.toMillis(), 60_000);
    }
}
