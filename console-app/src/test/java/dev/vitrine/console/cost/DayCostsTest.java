package dev.vitrine.console.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vitrine.common.cost.PriceList;
import dev.vitrine.common.operation.KeptStarted;
import dev.vitrine.common.operation.LoadBalancerState;
import dev.vitrine.console.cost.DayCosts.Entry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What days cost, counted by hand from the price table of us-east-1. */
class DayCostsTest {
    private static final LocalDate MONDAY = LocalDate.parse("2026-03-02");
    private static final LocalDate TUESDAY = MONDAY.plusDays(1);
    private static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");

    private final PriceList prices = PriceList.of("us-east-1");

    private static CallDay day(LocalDate day, double calls, double millis, int memory) {
        return new CallDay(CallDay.Kind.CALLS, "vitrine-banknote", day, calls, millis, memory);
    }

    @Test
    void calls_pay_for_requests_and_for_memory_as_long_as_they_take() {
        // 3 million calls of 20 ms each with 2 GB are 120,000 GB seconds.
        assertThat(day(MONDAY, 3_000_000, 60_000_000, 2_048).usd(prices)).isCloseTo(0.60 + 2.000004, within(1e-6));
    }

    @Test
    void a_day_that_is_over_keeps_its_memory_and_a_day_that_metrics_forget_its_calls() {
        List<CallDay> known = List.of(day(MONDAY, 10, 100, 512), day(TUESDAY, 4, 40, 512));

        List<CallDay> merged = CallDay.merged(
                known, List.of(day(MONDAY, 12, 120, 1_024), day(TUESDAY, 5, 50, 1_024)), MONDAY.minusDays(60), TUESDAY);
        assertThat(merged).containsExactly(day(TUESDAY, 5, 50, 1_024), day(MONDAY, 12, 120, 512));

        assertThat(CallDay.merged(merged, List.of(day(MONDAY, 1, 10, 1_024)), MONDAY.minusDays(60), TUESDAY))
                .isEqualTo(merged);
        assertThat(CallDay.merged(merged, List.of(), TUESDAY, TUESDAY)).containsExactly(merged.getFirst());
    }

    @Test
    void requests_cost_nothing_and_stand_beside_the_calls_of_the_same_name() {
        CallDay requests = CallDay.requests("vitrine-banknote", MONDAY, 1_000_000);

        assertThat(requests.usd(prices)).isZero();
        assertThat(CallDay.merged(List.of(day(MONDAY, 1, 10, 512)), List.of(requests), MONDAY, TUESDAY))
                .containsExactlyInAnyOrder(day(MONDAY, 1, 10, 512), requests);
    }

    @Test
    void that_nothing_was_asked_is_known_of_two_days() {
        List<CallDay> quiet = List.of(
                CallDay.requests("it", TUESDAY, 0),
                CallDay.requests("it", MONDAY, 0),
                CallDay.requests("it", MONDAY.minusDays(1), 0));

        assertThat(CallDay.merged(List.of(), quiet, MONDAY.minusDays(60), TUESDAY))
                .containsExactly(quiet.get(0), quiet.get(1));
    }

    @Test
    void what_is_there_is_paid_by_the_hour_until_it_was_last_seen() {
        HourlyUse balancer = HourlyUse.of(
                new LoadBalancerState("arn:balancer", "vitrine", NOON.minus(Duration.ofDays(3)), 2, List.of()), NOON);
        assertThat(balancer.hourly(prices)).isCloseTo(0.0225 + 0.01, within(1e-9));
        HourlyUse started = HourlyUse.of(new KeptStarted("vitrine-banknote", "live", 1_024, 2, NOON), NOON);
        assertThat(started.hourly(prices)).isCloseTo(2 * 3_600 * 0.0000041667, within(1e-9));

        List<HourlyUse> later = HourlyUse.merged(
                List.of(balancer, started),
                List.of(HourlyUse.of(
                        new LoadBalancerState("arn:balancer", "vitrine", NOON.minus(Duration.ofDays(3)), 2, List.of()),
                        NOON.plusSeconds(600))),
                NOON.minus(Duration.ofDays(60)));
        assertThat(later).hasSize(2);
        assertThat(later.getFirst().until()).isEqualTo(NOON.plusSeconds(600));
        assertThat(later.getFirst().there()).isTrue();
        assertThat(later.getLast().until()).isEqualTo(NOON);
        assertThat(later.getLast().there()).isFalse();
        assertThat(HourlyUse.merged(later, List.of(), NOON.plusSeconds(601))).isEmpty();
    }

    @Test
    void days_names_and_kinds_add_up() {
        DayCosts costs = new DayCosts(List.of(
                new Entry("vitrine-banknote", CostKind.TASKS, MONDAY, 1),
                new Entry("vitrine-banknote", CostKind.CALLS, TUESDAY, 2),
                new Entry("vitrine-digits", CostKind.CALLS, TUESDAY, 4),
                new Entry("load balancer vitrine", CostKind.BALANCER, TUESDAY, 8),
                new Entry("vitrine-digits", CostKind.STARTED, TUESDAY, 0)));

        assertThat(costs.usd()).isEqualTo(15);
        assertThat(costs.on(TUESDAY).usd()).isEqualTo(14);
        assertThat(costs.since(TUESDAY).of("vitrine-banknote").usd()).isEqualTo(2);
        assertThat(costs.of(CostKind.CALLS).usd()).isEqualTo(6);
        assertThat(costs.byName().getOrDefault("vitrine-digits", DayCosts.NONE).usd())
                .isEqualTo(4);
        assertThat(costs.kinds()).containsExactly(CostKind.TASKS, CostKind.CALLS, CostKind.BALANCER);
    }

    @Test
    void a_month_and_thirty_days_are_told_of() {
        assertThat(CostFigures.firstDay(LocalDate.parse("2026-03-05"))).isEqualTo("2026-02-04");
        assertThat(CostFigures.firstDay(LocalDate.parse("2026-03-31"))).isEqualTo("2026-03-01");
    }
}
