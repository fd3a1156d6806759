package dev.vitrine.console.resource;

import static dev.vitrine.console.resource.RunShareTest.after;
import static dev.vitrine.console.resource.RunShareTest.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vitrine.common.job.Job;
import dev.vitrine.common.operation.ClusterTask;
import dev.vitrine.console.kit.StateFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCostsTest {
    /** Tasks that are kept one by one. */
    private static final int MOST = 20;

    /** One hour of 1 vCPU and 4 GB with an address in us-east-1. */
    private static final double HOUR = 0.04048 + 4 * 0.004445 + 0.005;

    private static final Job RUN = job("banknote", 0, 2);
    private static final Job LATER = job("banknote", 20, 21);
    private static final Instant NOW = after(24);

    private StateFile state;
    private UsageStore usage;

    @BeforeEach
    void begin(@TempDir Path folder) {
        state = StateFile.open(folder.resolve("state.json"));
        usage = new UsageStore(state, MOST);
        usage.see(tasks("first", 2, after(0), after(2)), after(2));
    }

    private static List<ClusterTask> tasks(String name, int count, Instant from, @Nullable Instant until) {
        return IntStream.range(0, count)
                .mapToObj(i -> UsageStoreTest.task(name + "-" + i, from, until, false))
                .toList();
    }

    private static RunCost cost(UsageStore usage, Job run) {
        List<ClusterTask> known =
                usage.all().stream().map(TaskUsage::remembered).toList();
        return new RunCosts(new TaskPrices("us-east-1"), usage).of(run, List.of(RUN, LATER), known, NOW);
    }

    /** So many tasks of later that the first ones are kept as sums. */
    private void many() {
        List<ClusterTask> many = new ArrayList<>(tasks("many", 600, after(3), after(4)));
        usage.see(many, after(4));
        usage.see(List.of(), after(5));
        assertThat(usage.all()).extracting(TaskUsage::arn).noneMatch(arn -> arn.contains("first-"));
    }

    @Test
    void what_a_run_paid_is_remembered_when_its_tasks_are_kept_as_sums() {
        RunCost before = cost(usage, RUN);
        assertThat(before.dollars().orElseThrow()).isCloseTo(4 * HOUR, within(1e-9));

        many();
        assertThat(cost(usage, RUN)).isEqualTo(before);
        usage.remember().run();
        assertThat(cost(new UsageStore(state, MOST), RUN)).isEqualTo(before);
    }

    @Test
    void a_run_whose_tasks_became_sums_before_it_was_counted_says_so() {
        many();

        assertThat(cost(usage, RUN)).isEqualTo(RunCost.SUMMED);
        usage.remember().run();
        assertThat(cost(new UsageStore(state, MOST), RUN)).isEqualTo(RunCost.SUMMED);
    }

    @Test
    void a_run_with_more_tasks_than_are_kept_is_not_cheaper_after_a_restart_but_unknown() {
        Job run = job("banknote", 23, 24);
        usage.see(tasks("now", 2 * MOST, after(23), null), NOW);

        usage.remember().run();
        UsageStore again = new UsageStore(state, MOST);
        assertThat(again.all()).hasSize(MOST);
        assertThat(cost(again, run)).isEqualTo(RunCost.SUMMED);
        assertThat(cost(usage, run).dollars().orElseThrow()).isCloseTo(2 * MOST * HOUR, within(1e-9));
    }

    @Test
    void later_runs_are_counted_from_their_tasks() {
        many();
        assertThat(cost(usage, LATER)).isEqualTo(RunCost.UNSEEN);

        usage.see(tasks("later", 3, after(20), after(21)), after(21));
        assertThat(cost(usage, LATER).dollars().orElseThrow()).isCloseTo(3 * HOUR, within(1e-9));
    }

    @Test
    void a_run_of_more_than_two_months_ago_is_not_known_unless_it_was_counted() {
        Instant muchLater = NOW.plus(Duration.ofDays(70));
        RunCosts costs = new RunCosts(new TaskPrices("us-east-1"), usage);

        assertThat(costs.of(RUN, List.of(RUN), List.of(), muchLater)).isEqualTo(RunCost.SUMMED);
        RunCost counted = cost(usage, RUN);
        assertThat(costs.of(RUN, List.of(RUN), List.of(), muchLater)).isEqualTo(counted);
    }
}
