package dev.vitrine.console.log.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitrine.common.log.LogEvent;
import dev.vitrine.console.log.tail.LineStore.Identified;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineViewTest {
    private static final int MANY = 200_000;

    @TempDir
    Path folder;

    private final LineStore store;
    private final LineView view;

    LineViewTest(@TempDir Path folder) throws Exception {
        store = new LineStore(folder);
        view = new LineView(store, () -> {});
    }

    @AfterEach
    void close() {
        view.close();
        store.close();
    }

    @Test
    void lines_are_in_the_order_of_their_time_whenever_they_came() {
        add(30, "c");
        add(10, "a");
        add(30, "d");
        add(20, "b ä€𝄞");

        assertThat(view.lines(0, 9)).extracting(Line::text).containsExactly("a", "b ä€𝄞", "c", "d");
        assertThat(view.positionAt(Instant.ofEpochMilli(11))).isEqualTo(1);
        assertThat(view.positionAt(Instant.ofEpochMilli(31))).isEqualTo(4);
        assertThat(view.positionOf(1)).isZero();
    }

    @Test
    void what_is_known_is_not_kept_again() {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 300; i++) {
                add(5, "same millisecond " + i);
            }
        }

        assertThat(store.size()).isEqualTo(300);
    }

    @Test
    void a_filter_looks_at_the_whole_file_and_at_what_comes_later() {
        fill();
        view.filter(new LogFilter(
                LogFilter.pattern("row \\d*99$", true),
                LogFilter.pattern("100099", false),
                EnumSet.allOf(LogLevel.class),
                Instant.EPOCH));

        await().atMost(Duration.ofSeconds(20)).until(() -> view.progress() == 1);
        assertThat(view.size()).isEqualTo(MANY / 100 - 1);
        assertThat(view.lines(0, 1).getFirst().text()).isEqualTo("INFO row 99");
        add(7, "INFO late row 99");
        view.more();
        await().atMost(Duration.ofSeconds(20)).until(() -> view.size() == MANY / 100);
        assertThat(view.lines(0, 1).getFirst().timestamp()).isEqualTo(7);
    }

    @Test
    void levels_and_time_filter_too_and_the_next_error_is_found() {
        fill();
        assertThat(view.nextError(0, 1)).isEqualTo(OptionalInt.of(1_000));
        assertThat(view.nextError(1_001, 1)).isEqualTo(OptionalInt.of(51_000));
        assertThat(view.nextError(999, -1)).isEmpty();
        view.filter(new LogFilter(
                Optional.empty(), Optional.empty(), EnumSet.of(LogLevel.ERROR), Instant.ofEpochMilli(100_000)));

        await().atMost(Duration.ofSeconds(20)).until(() -> view.progress() == 1);
        assertThat(view.lines(0, 9)).extracting(Line::text).containsExactly("ERROR row 101000", "ERROR row 151000");
        assertThat(view.levels()[LogLevel.ERROR.rank()]).isEqualTo(2);
    }

    @Test
    void an_expression_that_never_ends_is_given_up_when_another_one_is_wanted() {
        add(1, "a".repeat(60) + "!");
        view.filter(filter("(a+)+$"));
        view.filter(filter("a!"));

        await().atMost(Duration.ofSeconds(10)).until(() -> view.size() == 1);
    }

    @Test
    void all_that_is_shown_is_saved_with_time_and_stream() throws Exception {
        add(1_000, "first");
        add(2_000, "second");
        Path file = folder.resolve("saved.log");

        assertThat(view.save(file)).isEqualTo(2);
        assertThat(Files.readAllLines(file))
                .containsExactly("1970-01-01T00:00:01Z\tstream\tfirst", "1970-01-01T00:00:02Z\tstream\tsecond");
    }

    @Test
    void nothing_is_left_on_disk() throws Exception {
        fill();
        view.close();
        store.close();

        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    private static LogFilter filter(String regex) {
        return new LogFilter(
                LogFilter.pattern(regex, true), Optional.empty(), EnumSet.allOf(LogLevel.class), Instant.EPOCH);
    }

    private void fill() {
        List<Identified> events = new ArrayList<>();
        for (int row = 0; row < MANY; row++) {
            String text = (row % 50_000 == 1_000 ? "ERROR" : "INFO") + " row " + row;
            events.add(new Identified(new LogEvent("stream", row, row, "", text), Identities.of(text)));
        }
        store.add(events);
        view.more();
    }

    private void add(long timestamp, String text) {
        store.add(List.of(new Identified(
                new LogEvent("stream", timestamp, timestamp, "", text), Identities.of(timestamp, text))));
    }
}
