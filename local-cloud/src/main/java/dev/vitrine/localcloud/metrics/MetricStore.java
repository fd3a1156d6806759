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
 * The values of all metrics of the last three hours. They are in memory; a minute is stored once it is over, so that only
 * {@code kill -9} loses one.
 */
final class MetricStore implements MetricSink {
    static final Duration KEPT = Duration.ofHours(3);
    private static final int MAX_SERIES = 20_000;

    /** One minute of one metric, as it is stored. */
    record Kept(String namespace, String name, Map<String, String> dimensions, String unit, Samples.Kept samples) {}

    private record Dirty(Metric metric, long minute) {
        String key() {
            return minute + "|" + metric.namespace() + "|" + metric.name() + "|" + metric.dimensions();
        }
    }

    private final Map<Metric, Series> series = new ConcurrentHashMap<>();
    private final Set<Dirty> dirty = ConcurrentHashMap.newKeySet();
    private final JsonTable<Kept> table;
    private final Clock clock;

    MetricStore(StateFile state, Clock clock) {
        this.clock = clock;
        this.table = state.table("minutes", Kept.class);
        for (String key : table.keys()) {
            long minute = Long.parseLong(key.substring(0, key.indexOf('|')));
            if (minute < firstMinute()) {
                table.remove(key);
            } else {
                table.get(key).ifPresent(kept -> restore(minute, kept));
            }
        }
    }

    private void restore(long minute, Kept kept) {
        MetricUnit unit = MetricUnit.parse(kept.unit()).orElse(MetricUnit.NONE);
        series.computeIfAbsent(new Metric(kept.namespace(), kept.name(), kept.dimensions()), _ -> new Series(unit))
                .change(minute, samples -> samples.add(Samples.of(kept.samples())));
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

    List<Metric> list(Predicate<Metric> wanted) {
        return series.keySet().stream().filter(wanted).toList();
    }

    /** Stores the minutes that are over and forgets those that are old. */
    void tidy() {
        save(Math.floorDiv(clock.millis(), 60_000));
        long first = firstMinute();
        series.forEach((metric, found) -> {
            found.forgetBefore(first).forEach(minute -> table.remove(new Dirty(metric, minute).key()));
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
                        .flatMap(found -> found.kept(it.minute())
                                .map(samples -> new Kept(
                                        metric.namespace(),
                                        metric.name(),
                                        metric.dimensions(),
                                        found.unit().text(),
                                        samples)))
                        .ifPresent(kept -> table.put(it.key(), kept));
            }
        }
    }

    private long firstMinute() {
        return Math.floorDiv(clock.millis() - KEPT.toMillis(), 60_000);
    }
}
