package dev.vitrine.console.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vitrine.common.operation.ClusterTask;
import dev.vitrine.console.kit.StateFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsageStoreTest {
    private static final Instant EVENING = Instant.parse("2026-03-01T23:00:00Z");
    private static final LocalDate FIRST = LocalDate.parse("2026-03-01");

    /** One hour of 1 vCPU and 4 GB with an address in us-east-1. */
    private static final double HOUR = 0.04048 + 4 * 0.004445 + 0.005;

    /** The same on Spot. */
    private static final double SPOT_HOUR = 0.01334058 + 4 * 0.00146489 + 0.005;

    private final TaskPrices prices = new TaskPrices("us-east-1");
    private StateFile state;

    @BeforeEach
    void begin(@TempDir Path folder) {
        state = StateFile.open(folder.resolve("state.json"));
    }

    private double dollars(UsageStore usage, LocalDate day) {
        return usage.since(FIRST).stream()
                .filter(sum -> sum.day().equals(day))
                .mapToDouble(prices::of)
                .sum();
    }

    private double dollars(UsageStore usage) {
        return usage.since(FIRST).stream().mapToDouble(prices::of).sum();
    }

    @Test
    void a_task_pays_each_day_its_hours() {
        UsageStore usage = new UsageStore(state);
        usage.see(
                List.of(
                        task("long", EVENING, EVENING.plus(Duration.ofHours(26)), false),
                        task("spot", EVENING, EVENING.plus(Duration.ofHours(1)), true)),
                EVENING.plus(Duration.ofHours(26)));

        assertThat(dollars(usage, FIRST)).isCloseTo(HOUR + SPOT_HOUR, within(1e-9));
        assertThat(dollars(usage, FIRST.plusDays(1))).isCloseTo(24 * HOUR, within(1e-9));
        assertThat(dollars(usage, FIRST.plusDays(2))).isCloseTo(HOUR, within(1e-9));
        assertThat(usage.since(FIRST.plusDays(2))).singleElement().satisfies(day -> assertThat(day.hours())
                .isCloseTo(1, within(1e-9)));
    }

    @Test
    void the_oldest_of_many_are_kept_as_sums_and_none_is_lost() {
        UsageStore usage = new UsageStore(state, 1_000);
        Instant now = EVENING;
        for (int hour = 0; hour < 12; hour++) {
            now = now.plus(Duration.ofHours(1));
            Instant start = now.minus(Duration.ofMinutes(30));
            Instant end = now;
            usage.see(
                    IntStream.range(0, 1_000)
                            .mapToObj(i -> task(start + "-" + i, start, end, i % 2 == 0))
                            .toList(),
                    now);
        }
        usage.see(List.of(), now);

        assertThat(usage.all()).hasSizeLessThanOrEqualTo(1_000);
        assertThat(dollars(usage)).isCloseTo(3_000 * (HOUR + SPOT_HOUR), within(1e-6));

        usage.remember().run();
        UsageStore again = new UsageStore(state, 1_000);
        assertThat(dollars(again)).isCloseTo(3_000 * (HOUR + SPOT_HOUR), within(1e-6));
    }

    @Test
    void more_running_tasks_than_are_kept_are_counted_once_before_and_after_a_restart() {
        Instant later = EVENING.plus(Duration.ofHours(10));
        Instant latest = EVENING.plus(Duration.ofHours(11));
        List<ClusterTask> running = IntStream.range(0, 1_500)
                .mapToObj(i -> task("running-" + i, EVENING, null, false))
                .toList();
        UsageStore usage = new UsageStore(state, 1_000);
        usage.see(running, EVENING.plus(Duration.ofHours(1)));
        usage.see(running, later);
        assertThat(dollars(usage)).isCloseTo(15_000 * HOUR, within(1e-6));
        usage.remember().run();

        UsageStore again = new UsageStore(state, 1_000);
        assertThat(dollars(again)).isCloseTo(15_000 * HOUR, within(1e-6));
        ClusterTask fresh = task("fresh", later.plusSeconds(60), null, false);
        for (Instant now : List.of(later, latest.minusSeconds(60), latest)) {
            again.see(
                    Stream.concat(running.stream(), Stream.of(fresh))
                            .filter(task -> task.startedAt().orElseThrow().isBefore(now))
                            .toList(),
                    now);
        }
        assertThat(dollars(again)).isCloseTo((16_500 + 59 / 60.0) * HOUR, within(1e-6));
    }

    @Test
    void what_is_older_than_two_months_is_forgotten() {
        UsageStore usage = new UsageStore(state, 10);
        usage.see(
                IntStream.range(0, 600)
                        .mapToObj(i -> task("old-" + i, EVENING.minusSeconds(600), EVENING, false))
                        .toList(),
                EVENING);
        usage.see(List.of(), EVENING.plusSeconds(60));
        assertThat(usage.since(FIRST)).hasSize(1);

        usage.see(List.of(), EVENING.plus(Duration.ofDays(64)));
        assertThat(usage.since(FIRST)).isEmpty();
    }

    static ClusterTask task(String id, Instant from, @Nullable Instant until, boolean spot) {
        return new ClusterTask(
                "arn:aws:ecs:us-east-1:000000000000:task/vitrine/" + id,
                "vitrine-banknote",
                1,
                "family:vitrine-banknote",
                until == null ? "RUNNING" : "STOPPED",
                1_024,
                4_096,
                Optional.of(from),
                Optional.of(from),
                Optional.ofNullable(until),
                ClusterTask.DISPATCHER,
                spot,
                "batch",
                id,
                "vitrine/batch",
                "sha256:00",
                Optional.empty(),
                "",
                Optional.empty());
    }
}
