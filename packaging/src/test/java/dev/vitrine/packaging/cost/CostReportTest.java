package dev.vitrine.packaging.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.vitrine.common.cost.Bill;
import dev.vitrine.common.cost.Charge;
import dev.vitrine.common.cost.PriceList;
import dev.vitrine.packaging.template.Template;
import dev.vitrine.packaging.template.TemplateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bill of the templates as they are, and the page that tells it. */
class CostReportTest {
    private static final Path TEMPLATES = Path.of("aws");
    private static final Path PROTOTYPES = Path.of("..", "prototypes");
    private static final PriceList PRICES = PriceList.of("us-east-1");

    @Test
    void the_page_tells_what_is_computed() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "cost.md"));
        assertThat(page)
                .as("docs/cost.md must hold what make cost prints; paste it there")
                .contains("```\n" + String.join("\n", report(Map.of()).lines()) + "\n```");
    }

    @Test
    void each_resource_that_costs_something_is_on_the_bill() {
        Bill idle = idle(Map.of());
        assertThat(dollars(idle, "load balancer")).isCloseTo(730 * 0.0225, within(0.001));
        assertThat(dollars(idle, "load balancer, 2 public addresses")).isCloseTo(2 * 3.65, within(0.001));
        assertThat(dollars(idle, "frontend, processor")).isCloseTo(730 * 0.25 * 0.04048, within(0.001));
        assertThat(dollars(idle, "frontend, memory")).isCloseTo(730 * 0.5 * 0.004445, within(0.001));
        assertThat(dollars(idle, "secret vitrine/password")).isCloseTo(0.40, within(0.001));
        assertThat(idle.usd())
                .isCloseTo(idle.charges().stream().mapToDouble(Charge::usd).sum(), within(1e-9));
    }

    @Test
    void a_parameter_changes_the_bill() {
        double usual = idle(Map.of()).usd();
        double task = 730 * (0.25 * 0.04048 + 0.5 * 0.004445 + 0.005 + 1800 / 1e6 * 0.5 * 0.125);
        assertThat(usual - idle(Map.of("NIGHT_OFF", "true")).usd()).isCloseTo(task * 10 / 24, within(0.001));
        assertThat(idle(Map.of("DESIRED_COUNT", "2")).usd() - usual).isCloseTo(task, within(0.001));
        assertThat(idle(Map.of("PROVISIONED_CONCURRENCY", "1")).usd() - usual)
                .as("two functions of 1 GB and one of half")
                .isCloseTo(2.5 * 730 * 3600 * 0.0000041667, within(0.001));
    }

    @Test
    void a_month_of_use_comes_on_top() {
        assertThat(report(Map.of("PREDICTIONS", "100,000", "ROWS", "5000000")).lines())
                .anySatisfy(line -> assertThat(line).startsWith("A month with 100,000 predictions and 5,000,000 rows"))
                .anySatisfy(line -> assertThat(line).startsWith("function, calls"));
    }

    @ParameterizedTest
    @CsvSource({
        "REGION, mars-1, known are eu-central-1",
        "PREDICTIONS, many, PREDICTIONS must be a whole number",
        "ROWS, -1, ROWS must be a whole number"
    })
    void a_wrong_setting_is_told(String name, String value, String told) {
        assertThatThrownBy(() -> report(Map.of(name, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(told);
    }

    @Test
    void a_resource_whose_price_nobody_told_is_no_free_resource() {
        Template template = Template.parse("""
                Resources:
                  Gate: {Type: "AWS::EC2::NatGateway", Properties: {SubnetId: subnet-1}}
                """);
        assertThatThrownBy(() -> IdleBill.of(template.resolve(Map.of(), "us-east-1"), Kept.USUAL, PRICES))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("Gate: what does AWS::EC2::NatGateway cost?");
    }

    private static Bill idle(Map<String, String> settings) {
        return Declared.read(TEMPLATES, PROTOTYPES, settings).idle(PRICES, Map.of());
    }

    private static double dollars(Bill bill, String what) {
        List<Charge> found = bill.charges().stream()
                .filter(charge -> charge.what().equals(what))
                .toList();
        assertThat(found).hasSize(1);
        return found.getFirst().usd();
    }

    private static CostReport report(Map<String, String> settings) {
        return CostMain.report(TEMPLATES, PROTOTYPES, settings);
    }
}
