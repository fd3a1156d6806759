package dev.vitrine.console.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javafx.collections.ListChangeListener;
import org.junit.jupiter.api.Test;

class LiveRowsTest {
    private record Thing(String id, int value) {}

    private final LiveRows<Thing> rows = new LiveRows<>(Thing::id, thing -> thing.id() + " " + thing.value());

    @Test
    void a_row_stays_the_same_object_while_its_value_changes() {
        rows.show(List.of(new Thing("a", 1), new Thing("b", 1)));
        LiveRow<Thing> row = rows.find("b").orElseThrow();

        rows.show(List.of(new Thing("new", 1), new Thing("a", 1), new Thing("b", 2)));

        assertThat(rows.find("b").orElseThrow()).isSameAs(row);
        assertThat(row.value().value()).isEqualTo(2);
        assertThat(rows.all()).extracting(LiveRow::key).containsExactly("new", "a", "b");
    }

    @Test
    void rows_that_are_gone_leave_and_others_may_change_places() {
        rows.show(List.of(new Thing("a", 1), new Thing("b", 1), new Thing("c", 1)));
        rows.show(List.of(new Thing("c", 1), new Thing("a", 1)));
        assertThat(rows.all()).extracting(LiveRow::key).containsExactly("c", "a");
        assertThat(rows.find("b")).isEmpty();
    }

    @Test
    void what_did_not_change_tells_nobody() {
        rows.show(List.of(new Thing("a", 1), new Thing("b", 1)));
        List<Object> changes = new ArrayList<>();
        rows.all().addListener((ListChangeListener<LiveRow<Thing>>) changes::add);
        rows.show(List.of(new Thing("a", 1), new Thing("b", 1)));
        assertThat(changes).isEmpty();
    }

    @Test
    void the_filter_takes_words_their_opposite_and_regular_expressions_and_follows_changes() {
        rows.show(List.of(new Thing("apple", 1), new Thing("pear", 2), new Thing("plum", 3)));
        rows.filterProperty().set("P !plum");
        assertThat(rows.filtered()).extracting(LiveRow::key).containsExactly("apple", "pear");
        rows.filterProperty().set("/^p.*[23]$/");
        assertThat(rows.filtered()).extracting(LiveRow::key).containsExactly("pear", "plum");
        rows.show(List.of(new Thing("apple", 1), new Thing("pear", 9), new Thing("plum", 3)));
        assertThat(rows.filtered()).extracting(LiveRow::key).containsExactly("plum");
        rows.filterProperty().set("/unfinished(/");
        assertThat(rows.filtered()).isEmpty();
        rows.filterProperty().set("");
        assertThat(rows.filtered()).hasSize(3);
    }

    @Test
    void twenty_thousand_rows_are_updated_within_a_moment() {
        List<Thing> many = IntStream.range(0, 20_000)
                .mapToObj(i -> new Thing("task-" + i, i))
                .toList();
        rows.show(many);
        List<Thing> next = new ArrayList<>(many);
        for (int i = 0; i < 20_000; i += 40) {
            next.set(i, new Thing("task-" + i, -1));
        }
        next.removeLast();
        next.addFirst(new Thing("task-new", 0));
        long start = System.nanoTime();
        rows.show(next);
        assertThat((System.nanoTime() - start) / 1_000_000).isLessThan(2_000);
        assertThat(rows.all()).hasSize(20_000);
        assertThat(rows.all().getFirst().key()).isEqualTo("task-new");
    }
}
