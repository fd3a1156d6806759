package dev.vitrine.console.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonColumnsTest {
    private final JsonColumns columns = new JsonColumns();

    @Test
    void members_become_columns_with_level_and_message_first_and_without_the_time() {
        String line = "{\"time\":\"12:00\",\"epoch\":3,\"message\":\"trained\",\"level\":\"info\",\"loss\":0.25}";
        assertThat(columns.row(line)).hasValue("info   trained  3      0.25");
        assertThat(columns.heading()).isEqualTo("level  message  epoch  loss");
    }

    @Test
    void a_wider_line_widens_the_column_for_all() {
        columns.row("{\"a\":1,\"b\":2}");
        columns.row("{\"a\":\"much wider\",\"b\":2}");

        assertThat(columns.row("{\"a\":1,\"b\":2}")).hasValue("1           2");
        assertThat(columns.row("{\"b\":2}")).hasValue("            2");
    }

    @Test
    void other_lines_stay_as_they_are() {
        assertThat(columns.row("plain")).isEmpty();
        assertThat(columns.row("{not json}")).isEmpty();
        assertThat(columns.row("[1,2]")).isEmpty();
    }
}
