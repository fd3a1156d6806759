package dev.vitrine.console.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RateBudgetTest {
    @Test
    void a_burst_goes_at_once_and_what_comes_after_it_at_the_rate() {
        RateBudget budget = new RateBudget(() -> false);
        long start = System.nanoTime();
        for (int i = 0; i < 14; i++) {
            budget.pass("sts", "GetCallerIdentity");
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        // Ten at once, then two a second.
        assertThat(millis).isBetween(1_500L, 6_000L);
        assertThat(budget.uses()).hasEntrySatisfying("sts", use -> {
            assertThat(use.lastMinute()).isEqualTo(14);
            assertThat(use.left()).isLessThan(0.2);
        });
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
