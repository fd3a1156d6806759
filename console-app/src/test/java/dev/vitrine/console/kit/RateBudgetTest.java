package dev.vitrine.console.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateBudgetTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final AtomicLong time = new AtomicLong();
    private final RateBudget timed = new RateBudget(() -> false, time::get);

    private RateBudget.Use use(String name) {
        return Objects.requireNonNull(timed.uses().get(name));
    }

    @Test
    void a_burst_goes_at_once_and_what_comes_after_it_at_the_rate() throws Exception {
        for (int i = 0; i < 10; i++) {
            timed.pass("sts", "GetCallerIdentity");
        }
        assertThat(timed.uses()).containsEntry("sts", new RateBudget.Use(10, 0));
        Thread eleventh = Thread.ofVirtual().start(() -> timed.pass("sts", "GetCallerIdentity"));
        time.addAndGet(SECOND / 2 - 1_000);
        assertThat(eleventh.join(Duration.ofMillis(20))).isFalse();
        assertThat(use("sts").lastMinute()).isEqualTo(10);
        time.addAndGet(2_000);
        assertThat(eleventh.join(Duration.ofSeconds(60))).isTrue();
        assertThat(use("sts").lastMinute()).isEqualTo(11);

        time.addAndGet(60 * SECOND);
        assertThat(timed.uses()).containsEntry("sts", new RateBudget.Use(1, 1));
        time.addAndGet(SECOND);
        assertThat(timed.uses()).containsEntry("sts", new RateBudget.Use(0, 1));
    }

    @Test
    void what_ecs_counts_together_takes_from_one_bucket_and_leaves_the_others_alone() {
        for (int i = 0; i < 20; i++) {
            timed.pass("ecs", "ListServices");
            timed.pass("ecs", "DescribeServices");
        }
        assertThat(timed.uses()).containsOnlyKeys("ecs services");
        assertThat(use("ecs services").left()).isZero();
        timed.pass("ecs", "ListTasks");
        timed.pass("ecs", "DescribeTasks");
        timed.pass("ecs", "DescribeTaskDefinition");
        timed.pass("ecs", "ListTaskDefinitionFamilies");
        timed.pass("ecs", "UpdateService");
        assertThat(timed.uses())
                .containsOnlyKeys("ecs", "ecs definitions", "ecs services", "ecs tasks")
                .containsEntry("ecs", new RateBudget.Use(1, 0.95))
                .containsEntry("ecs definitions", new RateBudget.Use(2, 0.9))
                .containsEntry("ecs tasks", new RateBudget.Use(2, 0.95));
        time.addAndGet(SECOND);
        assertThat(use("ecs services").left()).isEqualTo(0.2);
    }

    @Test
    void an_operation_with_a_limit_of_its_own_has_a_bucket_of_its_own() {
        RateBudget budget = new RateBudget(() -> false);
        budget.pass("cloudwatchlogs", "FilterLogEvents");
        budget.pass("cloudwatchlogs", "GetLogEvents");
        assertThat(budget.uses()).containsOnlyKeys("cloudwatchlogs", "cloudwatchlogs:FilterLogEvents");
    }

    @Test
    void the_last_request_is_that_of_the_thread() throws InterruptedException {
        RateBudget budget = new RateBudget(() -> false);
        budget.answered("ecs", "UpdateService", "one");
        Thread other = Thread.ofVirtual().start(() -> budget.answered("ecs", "UpdateService", "two"));
        other.join();
        assertThat(budget.lastRequestId()).isEqualTo("one");
    }

    @Test
    void a_request_from_the_screens_thread_is_refused() {
        RateBudget budget = new RateBudget(() -> true);
        assertThatThrownBy(() -> budget.pass("ecs", "ListTasks"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ecs:ListTasks");
        assertThat(budget.uses()).isEmpty();
    }
}
