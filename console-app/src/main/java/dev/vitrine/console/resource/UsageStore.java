package dev.vitrine.console.resource;

import dev.vitrine.common.operation.ClusterTask;
import dev.vitrine.console.kit.StateFile;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every task that was seen in the last two months, also those that ECS has forgotten. For the screen's thread. */
public final class UsageStore {
    private static final String NAME = "usage";
    private static final int MOST = 10_000;
    private static final Duration KEPT = Duration.ofDays(62);

    private final StateFile state;
    private final Map<String, TaskUsage> usages = new LinkedHashMap<>();

    public UsageStore(StateFile state) {
        this.state = state;
        state.list(NAME, TaskUsage.class).ifPresent(list -> list.forEach(usage -> usages.put(usage.arn(), usage)));
    }

    /** Learns from a listing of all tasks. */
    public void see(List<ClusterTask> tasks, Instant now) {
        Set<String> listed = new HashSet<>();
        for (ClusterTask task : tasks) {
            listed.add(task.arn());
            TaskUsage.of(task, now).ifPresent(usage -> usages.put(usage.arn(), usage));
        }
        usages.replaceAll((arn, usage) -> listed.contains(arn) ? usage : usage.gone());
        usages.values().removeIf(usage -> usage.until().isBefore(now.minus(KEPT)));
        var oldest = usages.values().iterator();
        while (usages.size() > MOST && oldest.hasNext()) {
            oldest.next();
            oldest.remove();
        }
    }

    /** Looks at them on the screen's thread; what comes back puts them into the state, on another one. */
    public Runnable remember() {
        List<TaskUsage> all = all();
        return () -> state.put(NAME, all);
    }

    public List<TaskUsage> all() {
        return List.copyOf(usages.values());
    }

    /** Dollars of every family by day (in UTC) since then. */
    public Map<String, Map<LocalDate, Double>> dollars(TaskPrices prices, Instant since) {
        Map<String, Map<LocalDate, Double>> byFamily = new HashMap<>();
        for (TaskUsage usage : usages.values()) {
            Instant from = usage.from().isBefore(since) ? since : usage.from();
            while (from.isBefore(usage.until())) {
                LocalDate day = LocalDate.ofInstant(from, ZoneOffset.UTC);
                Instant midnight = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
                Instant to = midnight.isBefore(usage.until()) ? midnight : usage.until();
                double hours = Duration.between(from, to).toMillis() / 3_600_000.0;
                byFamily.computeIfAbsent(usage.family(), key -> new HashMap<>())
                        .merge(day, hours * prices.hourly(usage), Double::sum);
                from = to;
            }
        }
        return byFamily;
    }
}
