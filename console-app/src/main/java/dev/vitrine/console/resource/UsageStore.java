package dev.vitrine.console.resource;

import dev.vitrine.common.operation.ClusterTask;
import dev.vitrine.console.kit.StateFile;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What all tasks used that were seen in the last two months, also those that ECS has forgotten: task by task, and of the
 * oldest among many the sum of each family and day. For the screen's thread.
 */
public final class UsageStore {
    private static final String TASKS = "usage";
    private static final String DAYS = "usageDays";
    private static final String CUT = "usageCut";
    private static final int MOST_TASKS = 10_000;
    /** So many are folded into sums together. */
    private static final int AT_ONCE = 500;

    private static final int MOST_DAYS = 5_000;
    private static final Duration KEPT = Duration.ofDays(62);

    private final StateFile state;
    private final int most;
    private final Map<String, TaskUsage> usages = new LinkedHashMap<>();
    private final Map<Day, DayUsage> days = new HashMap<>();
    /** What running tasks used before this may be in the sums of an earlier console. */
    private final Optional<Instant> cut;

    private Instant seen = Instant.EPOCH;

    private record Day(String family, LocalDate date) {}

    public UsageStore(StateFile state) {
        this(state, MOST_TASKS);
    }

    /** @param most tasks that are kept one by one, beside those that are listed */
    UsageStore(StateFile state, int most) {
        this.state = state;
        this.most = most;
        state.list(TASKS, TaskUsage.class).ifPresent(list -> list.forEach(usage -> usages.put(usage.arn(), usage)));
        state.list(DAYS, DayUsage.class).ifPresent(list -> list.forEach(day -> add(days, day)));
        cut = state.value(CUT, Instant.class);
    }

    /** Learns from a listing of all tasks. */
    public void see(List<ClusterTask> tasks, Instant now) {
        seen = now;
        Set<String> listed = new HashSet<>();
        for (ClusterTask task : tasks) {
            listed.add(task.arn());
            TaskUsage.of(task, now).flatMap(this::uncounted).ifPresent(usage -> usages.put(usage.arn(), usage));
        }
        usages.replaceAll((arn, usage) -> listed.contains(arn) ? usage : usage.gone());
        Instant first = now.minus(KEPT);
        usages.values().removeIf(usage -> usage.until().isBefore(first));
        days.keySet().removeIf(day -> day.date().isBefore(LocalDate.ofInstant(first, ZoneOffset.UTC)));
        if (usages.size() > most) {
            usages.values().stream()
                    .filter(usage -> !listed.contains(usage.arn()))
                    .sorted(Comparator.comparing(TaskUsage::until))
                    .limit(usages.size() - most + AT_ONCE)
                    .toList()
                    .forEach(usage -> {
                        usages.remove(usage.arn());
                        fold(usage, days);
                    });
        }
    }

    /** The part of it that stands in no sum. */
    private Optional<TaskUsage> uncounted(TaskUsage usage) {
        TaskUsage known = usages.get(usage.arn());
        Instant counted = known != null ? known.from() : cut.orElse(Instant.MIN);
        return usage.from().isBefore(counted)
                ? Optional.of(usage.since(counted)).filter(part -> part.from().isBefore(part.until()))
                : Optional.of(usage);
    }

    private static void fold(TaskUsage usage, Map<Day, DayUsage> days) {
        DayHours.of(usage.from(), usage.until(), (day, hours) -> add(days, DayUsage.of(usage, day, hours)));
    }

    private static void add(Map<Day, DayUsage> days, DayUsage usage) {
        days.merge(new Day(usage.family(), usage.day()), usage, DayUsage::plus);
    }

    /**
     * Looks at them on the screen's thread; what comes back puts them into the state, on another one. More tasks than are
     * kept one by one are put as sums, which the next console continues.
     */
    public Runnable remember() {
        List<TaskUsage> all = all();
        Map<Day, DayUsage> sums = new HashMap<>(days);
        Instant now = seen;
        return () -> {
            int over = Math.max(0, all.size() - most);
            all.subList(0, over).forEach(usage -> fold(usage, sums));
            state.put(TASKS, all.subList(over, all.size()));
            state.put(
                    DAYS,
                    sums.values().stream()
                            .sorted(Comparator.comparing(DayUsage::day).reversed())
                            .limit(MOST_DAYS)
                            .toList());
            if (over > 0) {
                state.put(CUT, now);
            }
        };
    }

    public List<TaskUsage> all() {
        return List.copyOf(usages.values());
    }

    /** What every family used on each day since midnight (in UTC) of the first. */
    public List<DayUsage> since(LocalDate first) {
        Instant midnight = first.atStartOfDay(ZoneOffset.UTC).toInstant();
        Map<Day, DayUsage> sums = new HashMap<>();
        days.values().stream().filter(day -> !day.day().isBefore(first)).forEach(day -> add(sums, day));
        for (TaskUsage usage : usages.values()) {
            fold(usage.from().isBefore(midnight) ? usage.since(midnight) : usage, sums);
        }
        return new ArrayList<>(sums.values());
    }
}
