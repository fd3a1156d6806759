package dev.vitrine.prototypes.dayplanner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.vitrine.common.counter.Counters;
import dev.vitrine.common.prediction.InvalidFormException;
import dev.vitrine.common.prediction.Outcome;
import dev.vitrine.common.prediction.PredictionContext;
import dev.vitrine.common.prototype.FieldType;
import dev.vitrine.common.prototype.ManifestReader;
import dev.vitrine.common.prototype.Prototype;
import dev.vitrine.common.row.Row;
import dev.vitrine.common.row.Value;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DayPlannerTest {
    private static final Prototype PROTOTYPE = ManifestReader.read(Path.of("prototype.yaml"));
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 20);

    private final DayPlanner planner = new DayPlanner();
    private final LiveCounters counters = new LiveCounters();

    private static Row row(long number, String group, Value pastChoice, Value date) {
        return new Row(PROTOTYPE.inputs(), number, List.of(new Value.Category(group), pastChoice, date));
    }

    private static Row row(long number, String group) {
        return row(number, group, Value.Missing.INSTANCE, Value.Missing.INSTANCE);
    }

    private static PredictionContext context(String call, long seed, Counters counters) {
        return new PredictionContext(call, seed, TODAY, counters);
    }

    private List<Value> plan(Row row, PredictionContext context) {
        return switch (planner.predict(List.of(row), context).getFirst()) {
            case Outcome.Predicted predicted -> predicted.outputs();
            case Outcome.Rejected rejected -> throw new AssertionError(rejected);
        };
    }

    @Test
    void theManifestOffersTheActivitiesAndGroupsThatThePlannerKnows() {
        for (Value.Category group : List.of(
                new Value.Category(Choices.MALE),
                new Value.Category(Choices.FEMALE),
                new Value.Category(Choices.UNDISCLOSED))) {
            assertThat(PROTOTYPE.inputs().find("group").orElseThrow().type())
                    .isInstanceOfSatisfying(
                            FieldType.Category.class,
                            type -> assertThat(type.values()).hasSize(3).contains(group.value()));
        }
        assertThat(PROTOTYPE.inputs().find("past_choice").orElseThrow().type())
                .isEqualTo(new FieldType.Category(Choices.ACTIVITIES));
        assertThat(PROTOTYPE.outputs().find("activity").orElseThrow().type())
                .isEqualTo(new FieldType.Category(Choices.ACTIVITIES));
    }

    @Test
    void plansTodayWhenNoDayIsGivenAndRecordsTheSeed() {
        List<Value> plan = plan(row(1, Choices.MALE), context("call", 42, counters));
        assertThat(plan.get(1)).isEqualTo(new Value.Date(TODAY));
        assertThat(plan.get(3)).isEqualTo(new Value.Whole(42));
    }

    @Test
    void plansTheDayThatIsGiven() {
        Value day = new Value.Date(LocalDate.of(2027, 1, 1));
        assertThat(plan(row(1, Choices.MALE, Value.Missing.INSTANCE, day), context("call", 1, counters))
                        .get(1))
                .isEqualTo(day);
    }

    @Test
    void theSameSeedDrawsTheSameAndAnotherSeedMayDrawOtherwise() {
        assertThat(plan(row(1, Choices.FEMALE), context("a", 5, counters)))
                .isEqualTo(plan(row(1, Choices.FEMALE), context("b", 5, counters)));
        assertThat(IntStream.range(0, 50)
                        .mapToObj(seed -> plan(row(1, Choices.FEMALE), context("a", seed, counters))
                                .getFirst())
                        .distinct())
                .hasSizeGreaterThan(5);
    }

    @Test
    void everyActivityIsDrawnAsOftenAsItsChanceSays() {
        PredictionContext context = context("call", 3, counters);
        Map<Value, Long> drawn = IntStream.rangeClosed(1, 20_000)
                .mapToObj(number -> plan(row(number, Choices.MALE), context).getFirst())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(drawn).hasSize(Choices.ACTIVITIES.size());
        assertThat(drawn.getOrDefault(new Value.Category("Cycling"), 0L) / 20_000.0)
                .isCloseTo(8 / 44.0, within(0.01));
        assertThat(drawn.getOrDefault(new Value.Category("Painting"), 0L) / 20_000.0)
                .isCloseTo(1 / 44.0, within(0.01));
    }

    @Test
    void aPastChoiceRaisesItsCountOnceAlsoWhenTheCallIsRepeated() {
        Row row = row(1, Choices.MALE, new Value.Category("Painting"), Value.Missing.INSTANCE);
        List<Value> first = plan(row, context("call", 9, counters));
        List<Value> again = plan(row, context("call", 9, counters));
        assertThat(counters.counts(Choices.COUNTER)).containsExactly(Map.entry("Male/Painting", 1L));
        assertThat(again).isEqualTo(first);
        plan(row, context("another-call", 9, counters));
        assertThat(counters.counts(Choices.COUNTER)).containsExactly(Map.entry("Male/Painting", 2L));
    }

    @Test
    void whoDoesNotDiscloseDrawsOnBothGroups() {
        for (int i = 0; i < 10_000; i++) {
            counters.addOnce(Choices.COUNTER, "Male/Painting", "m" + i);
            counters.addOnce(Choices.COUNTER, "Female/Reading", "f" + i);
        }
        PredictionContext context = context("call", 3, counters);
        Map<Value, Long> drawn = IntStream.rangeClosed(1, 1_000)
                .mapToObj(number ->
                        plan(row(number, Choices.UNDISCLOSED), context).getFirst())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(drawn.getOrDefault(new Value.Category("Painting"), 0L)).isBetween(400L, 600L);
        assertThat(drawn.getOrDefault(new Value.Category("Reading"), 0L)).isBetween(400L, 600L);
    }

    @Test
    void inABatchCountsStandStillAndAPastChoiceCountsForItsOwnRow() {
        Counters snapshot = Counters.snapshot(Map.of(Choices.COUNTER, Map.of("Male/Painting", 3L)));
        PredictionContext context = context("job", 1, snapshot);
        assertThat(plan(row(1, Choices.MALE, new Value.Category("Painting"), Value.Missing.INSTANCE), context))
                .isEqualTo(plan(
                        row(1, Choices.MALE),
                        context("job", 1, Counters.snapshot(Map.of(Choices.COUNTER, Map.of("Male/Painting", 4L))))));
    }

    private Row form(String start, String end) {
        return new Row(
                PROTOTYPE.batch().form().orElseThrow(),
                1,
                List.of(
                        new Value.Date(LocalDate.parse(start)),
                        new Value.Date(LocalDate.parse(end)),
                        new Value.Category(Choices.FEMALE)));
    }

    @Test
    void aFormBecomesOneRowForEachDayWithBothEnds() {
        assertThat(planner.expand(form("2028-02-27", "2028-03-01")))
                .extracting(row -> row.get("date"))
                .containsExactly("2028-02-27", "2028-02-28", "2028-02-29", "2028-03-01");
        assertThat(planner.expand(form("2026-01-01", "2026-01-01")))
                .containsExactly(Map.of("group", "Female", "date", "2026-01-01"));
    }

    @Test
    void anEndBeforeTheStartIsToldToThePerson() {
        assertThatThrownBy(() -> planner.expand(form("2026-01-02", "2026-01-01")))
                .isInstanceOfSatisfying(
                        InvalidFormException.class, e -> assertThat(e.field()).isEqualTo("end"))
                .hasMessageContaining("before the start");
    }

    @Test
    void aPlanOfMoreThanAThousandDaysIsRefused() {
        assertThat(planner.expand(form("2026-01-01", "2028-09-26"))).hasSize(1000);
        assertThatThrownBy(() -> planner.expand(form("2026-01-01", "2028-09-27")))
                .isInstanceOf(InvalidFormException.class)
                .hasMessageContaining("1001 days")
                .hasMessageContaining("2028-09-26");
    }
}
