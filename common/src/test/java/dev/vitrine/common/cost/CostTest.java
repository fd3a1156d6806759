package dev.vitrine.common.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.vitrine.common.prototype.BatchSpec;
import java.io.StringReader;
import java.time.YearMonth;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Prices and the bills that are made from them. */
class CostTest {
    private static final PriceList PRICES = PriceList.of("us-east-1");
    private static final Offset<Double> CENT_OF_A_CENT = within(0.0001);

    @ParameterizedTest
    @ValueSource(strings = {"us-east-1", "eu-central-1"})
    void every_price_has_its_date_and_where_aws_publishes_it(String region) {
        PriceList prices = PriceList.of(region);
        assertThat(prices.asOf()).isAfter(YearMonth.of(2024, 1));
        assertThat(Stream.of(Item.values()).map(prices::of)).allSatisfy(price -> {
            assertThat(price.source()).hasHost("aws.amazon.com").hasScheme("https");
            assertThat(price.usd()).isBetween(1e-6, 1.0);
        });
    }

    @Test
    void a_region_without_prices_is_refused_with_those_that_have_some() {
        assertThatThrownBy(() -> PriceList.of("mars-1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mars-1")
                .hasMessageContaining("eu-central-1, us-east-1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fargate-cpu,us-east-1,vCPU hour,0.04,2026-01,https://aws.amazon.com/ | no such item fargate-cpu
            secret,us-east-1,month,free,2026-01,https://aws.amazon.com/ | prices.csv:2
            secret,us-east-1,month,0,2026-01,https://aws.amazon.com/ | more than 0 dollars
            secret,us-east-1,month,0.4,January,https://aws.amazon.com/ | prices.csv:2
            secret,us-east-1,month,0.4,2026-01,https://aws.amazon.com/ | no price of FARGATE_VCPU
            """)
    void a_price_table_with_a_fault_is_refused(String row, String told) {
        assertThatThrownBy(() -> PriceList.read(new StringReader("item,region,unit,usd,as_of,source\n" + row + "\n")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(told);
    }

    @Test
    void a_thousand_predictions_are_calls_computing_records_and_log() {
        Bill bill = new RealtimeUsage(1000, 1024, 10).bill(PRICES);
        assertThat(bill.charges()).extracting(Charge::what).hasSize(4);
        assertThat(bill.usd()).isCloseTo(0.0002 + 10 * 0.0000166667 + 0.003 * 0.625 + 0.0004 * 0.5, CENT_OF_A_CENT);
        assertThat(new RealtimeUsage(0, 1024, 10).bill(PRICES)).isEqualTo(Bill.EMPTY);
    }

    @Test
    void a_worker_is_charged_for_a_minute_at_least_and_for_what_it_computes() {
        BatchSpec spec = BatchSpec.DEFAULT;
        assertThat(BatchUsage.usual(1, spec, false).taskSeconds()).isEqualTo(60);
        assertThat(BatchUsage.usual(1_000_000, spec, false).taskSeconds()).isEqualTo(4 * 60);
        assertThat(BatchUsage.usual(100_000_000, spec, false).taskSeconds()).isEqualTo(4 * 40 + 1000);
        assertThat(BatchUsage.usual(0, spec, false).bill(PRICES)).isEqualTo(Bill.EMPTY);
    }

    @Test
    void a_hundred_million_rows_cost_less_on_spot() {
        Bill usual = BatchUsage.usual(100_000_000, BatchSpec.DEFAULT, false).bill(PRICES);
        Bill spot = BatchUsage.usual(100_000_000, BatchSpec.DEFAULT, true).bill(PRICES);
        double hours = 1160 / 3600.0;
        assertThat(usual.charges().getFirst().usd()).isCloseTo(hours * 0.04048, CENT_OF_A_CENT);
        assertThat(usual.usd() - spot.usd())
                .isCloseTo(hours * (0.04048 - 0.01334058 + 4 * (0.004445 - 0.00146489)), CENT_OF_A_CENT);
    }

    @Test
    void what_was_used_is_charged_in_the_words_of_the_estimate() {
        Bill called = new FunctionUsage(2_000_000, 5_000_000, 512).bill(PRICES);
        assertThat(called.charges()).extracting(Charge::what).containsExactly("function, calls", "function, computing");
        assertThat(called.usd()).isCloseTo(0.40 + 2500 * 0.0000166667, CENT_OF_A_CENT);

        Bill balancer = new LoadBalancerUsage(10, 2).bill(PRICES);
        assertThat(balancer.charges())
                .extracting(Charge::what)
                .containsExactly("load balancer", "load balancer, 2 public addresses");
        assertThat(balancer.usd()).isCloseTo(0.225 + 0.10, CENT_OF_A_CENT);
        assertThat(new LoadBalancerUsage(10, 0).bill(PRICES).charges()).hasSize(1);

        Bill started = new KeptStartedUsage("vitrine-banknote", 2, 512, 10).bill(PRICES);
        assertThat(started.charges()).extracting(Charge::what).containsExactly("vitrine-banknote, kept started");
        assertThat(started.usd()).isCloseTo(36_000 * 0.0000041667, CENT_OF_A_CENT);
    }

    @Test
    void nonsense_is_no_usage() {
        assertThatThrownBy(() -> new FunctionUsage(1, -1, 1024)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RealtimeUsage(-1, 1024, 10)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BatchUsage.usual(-1, BatchSpec.DEFAULT, false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Charge("x", Double.NaN, PRICES.of(Item.SECRET)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
