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
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/**
 * What all tasks used that were seen in the last two months, also those that ECS has forgotten: task by task, and of the
 * oldest among many the sum of each family and day. For the screen's thread.
 */
public final class UsageStore {
    private static final String TASKS = "usage";
    private static final String DAYS = "usageDays";
    private static final String CUT = "usageCut";
    private static final String SUMMED = "usageSummed";
    private static final String PAID = "runsPaid";
    private static final int MOST_TASKS = 10_000;
    /** So many are folded into sums together. */
    private static final int AT_ONCE = 500;

    private static final int MOST_DAYS = 5_000;
    private static final int MOST_RUNS = 1_000;
    private static final Duration KEPT = Duration.ofDays(62);

    private final StateFile state;
    private final int most;
    private final Map<String, TaskUsage> usages = new LinkedHashMap<>();
    private final Map<Day, DayUsage> days = new HashMap<>();
    /** When the newest task of each family that is in the sums ended. */
    private final Map<String, Instant> summed = new HashMap<>();
    /** Dollars of runs that are done; the names of runs sort by time. */
    private final TreeMap<String, Double> paid = new TreeMap<>();
    /** What running tasks used before this may be in the sums of an earlier console. */
    private final Optional<Instant> cut;

    private Instant seen = Instant.EPOCH;

    private record Day(String family, LocalDate date) {}

    private record Summed(String family, Instant until) {}

    private record Paid(String run, double dollars) {}

    public UsageStore(StateFile state) {
        this(state, MOST_TASKS);
    }

    /** @param most tasks that are kept one by one, beside those that are listed */
    UsageStore(StateFile state, int most) {
        this.state = state;
        this.most = most;
        state.list(TASKS, TaskUsage.class).ifPresent(list -> list.forEach(usage -> usages.put(usage.arn(), usage)));
        state.list(DAYS, DayUsage.class).ifPresent(list -> list.forEach(day -> add(days, day)));
        state.list(SUMMED, Summed.class)
                .ifPresent(list -> list.forEach(each -> summed.put(each.family(), each.until())));
        state.list(PAID, Paid.class).ifPresent(list -> list.forEach(each -> paid.put(each.run(), each.dollars())));
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
        summed.values().removeIf(until -> until.isBefore(first));
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
                        sum(usage, summed);
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

    private static void sum(TaskUsage usage, Map<String, Instant> summed) {
        summed.merge(usage.family(), usage.until(), (one, other) -> one.isAfter(other) ? one : other);
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
        Map<String, Instant> folded = new HashMap<>(summed);
        List<Paid> runs = paid.entrySet().stream()
                .map(run -> new Paid(run.getKey(), run.getValue()))
                .toList();
        Instant now = seen;
        return () -> {
            int over = Math.max(0, all.size() - most);
            all.subList(0, over).forEach(usage -> {
                fold(usage, sums);
                sum(usage, folded);
            });
            state.put(TASKS, all.subList(over, all.size()));
            state.put(
                    DAYS,
                    sums.values().stream()
                            .sorted(Comparator.comparing(DayUsage::day).reversed())
                            .limit(MOST_DAYS)
                            .toList());
            state.put(
                    SUMMED,
                    folded.entrySet().stream()
                            .map(family -> new Summed(family.getKey(), family.getValue()))
                            .toList());
            state.put(PAID, runs);
            if (over > 0) {
                state.put(CUT, now);
            }
        };
    }

    public List<TaskUsage> all() {
        return List.copyOf(usages.values());
    }

    /** Whether all tasks of a family are known one by one that were seen and ran after then. */
    boolean knowsAll(String family, Instant then, Instant now) {
        return !then.isBefore(summed.getOrDefault(family, Instant.MIN)) && !then.isBefore(now.minus(KEPT));
    }

    /** Remembers what a run paid. */
    void paid(String run, double dollars) {
        paid.put(run, dollars);
        if (paid.size() > MOST_RUNS) {
            paid.pollFirstEntry();
        }
    }

    /** What a run paid when that was last known. */
    OptionalDouble paid(String run) {
        Double dollars = paid.get(run);
        return dollars == null ? OptionalDouble.empty() : OptionalDouble.of(dollars);
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
