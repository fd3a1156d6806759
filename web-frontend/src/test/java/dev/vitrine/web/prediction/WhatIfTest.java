package dev.vitrine.web.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.common.prototype.Field;
import dev.vitrine.common.prototype.FieldType;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class WhatIfTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 20);

    private static List<String> values(FieldType type, String typed) {
        return WhatIf.values(new Field("it", type), typed, TODAY);
    }

    @Test
    void a_bounded_number_goes_from_bound_to_bound() {
        List<String> values = values(new FieldType.Real(OptionalDouble.of(-8), OptionalDouble.of(8), 6), "3.6");
        assertThat(values).hasSize(41).startsWith("-8", "-7.6").contains("0").endsWith("7.6", "8");
    }

    @Test
    void a_number_without_bounds_goes_around_what_is_typed_and_stays_within_the_bound_it_has() {
        FieldType free = new FieldType.Real(OptionalDouble.empty(), OptionalDouble.empty(), 6);
        assertThat(values(free, "100")).startsWith("0").endsWith("200");
        assertThat(values(free, "heavy")).startsWith("-1").endsWith("1");
        FieldType positive = new FieldType.Real(OptionalDouble.of(0), OptionalDouble.empty(), 6);
        assertThat(values(positive, "-5")).startsWith("0").hasSize(41);
        FieldType small = new FieldType.Real(OptionalDouble.empty(), OptionalDouble.of(3), 6);
        assertThat(values(small, "50")).endsWith("3").hasSize(41);
    }

    @Test
    void few_whole_numbers_days_and_words_are_all_tried_and_many_are_thinned() {
        FieldType die = new FieldType.Whole(OptionalLong.of(1), OptionalLong.of(6));
        assertThat(values(die, "3")).containsExactly("1", "2", "3", "4", "5", "6");
        FieldType years = new FieldType.Whole(OptionalLong.of(1500), OptionalLong.of(2100));
        assertThat(values(years, "")).hasSize(41).startsWith("1500", "1515").endsWith("2100");
        FieldType date = new FieldType.Date(Optional.empty(), Optional.of(TODAY.plusDays(2)));
        assertThat(values(date, "")).hasSize(33).startsWith("2026-05-21").endsWith("2026-06-22");
        assertThat(values(new FieldType.Bool(), "")).containsExactly("false", "true");
        assertThat(WhatIf.thinned(values(years, ""), 3)).containsExactly("1500", "1800", "2100");
    }

    @Test
    void values_beyond_all_bounds_are_varied_where_there_are_some() {
        FieldType date = new FieldType.Date(Optional.empty(), Optional.empty());
        assertThat(values(date, "+999999999-12-31")).contains("9999-12-01");
        assertThat(values(date, "-999999999-01-01")).contains("0001-02-01");
        FieldType soon = new FieldType.Date(Optional.of(TODAY), Optional.of(TODAY.plusDays(1)));
        assertThat(values(soon, "+999999999-12-31")).containsExactly("2026-06-20", "2026-06-21");
        FieldType whole = new FieldType.Whole(OptionalLong.empty(), OptionalLong.empty());
        FieldType real = new FieldType.Real(OptionalDouble.empty(), OptionalDouble.empty(), 6);
        for (String typed : new String[] {"1e308", "-1e308", "9223372036854775807"}) {
            assertThat(values(whole, typed)).as(typed).hasSize(41);
            assertThat(values(real, typed)).as(typed).hasSize(41).allSatisfy(value -> assertThat(
                            Double.parseDouble(value))
                    .isFinite());
        }
    }

    @Test
    void what_has_no_order_and_no_list_is_not_varied() {
        assertThat(WhatIf.canVary(new Field("it", new FieldType.Text(10)))).isFalse();
        assertThat(values(new FieldType.Image(1000), "")).isEmpty();
    }
}
