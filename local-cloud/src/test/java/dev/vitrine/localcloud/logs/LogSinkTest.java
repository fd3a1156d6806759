package dev.vitrine.localcloud.logs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogSinkTest {
    @TempDir
    Path folder;

    @Test
    void creates_group_and_stream_and_keeps_the_order_of_lines_of_one_instant() throws Exception {
        try (LogsService logs = new LogsService(folder, Clock.systemUTC())) {
            IntStream.range(0, 100).forEach(i -> logs.append("g", "s", 5, "line " + i));

            assertThat(messages(logs, "g"))
                    .isEqualTo(
                            IntStream.range(0, 100).mapToObj(i -> "line " + i).toList());
        }
    }

    @Test
    void loses_no_line_of_many_threads_and_none_when_it_is_closed() throws Exception {
        try (LogsService logs = new LogsService(folder, Clock.systemUTC());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int thread = 0; thread < 20; thread++) {
                String stream = "s" + thread % 3;
                threads.execute(() -> IntStream.range(0, 50).forEach(i -> logs.append("g", stream, i, "line")));
            }
        }

        try (LogsService logs = new LogsService(folder, Clock.systemUTC())) {
            assertThat(messages(logs, "g")).hasSize(1000);
        }
    }

    @Test
    void removes_what_is_beyond_the_retention() throws Exception {
        Instant start = Instant.parse("2026-01-10T00:00:00Z");
        try (LogsService logs = new LogsService(folder, Clock.fixed(start, ZoneOffset.UTC))) {
            logs.append("kept", "s", start.toEpochMilli(), "old");
            logs.append("short", "s", start.toEpochMilli(), "old");
            logs.append("short", "s", start.plus(Duration.ofHours(30)).toEpochMilli(), "young");
            logs.call(
                    "PutRetentionPolicy",
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("logGroupName", "short")
                            .put("retentionInDays", 1));
        }

        Clock later = Clock.fixed(start.plus(Duration.ofHours(40)), ZoneOffset.UTC);
        try (LogsService logs = new LogsService(folder, later)) {
            logs.sweep();

            assertThat(messages(logs, "short")).containsExactly("young");
            assertThat(messages(logs, "kept")).containsExactly("old");
        }
    }

    private static List<String> messages(LogsService logs, String group) {
        JsonNode answer = logs.call(
                "FilterLogEvents", JsonNodeFactory.instance.objectNode().put("logGroupName", group));
        return answer.path("events").findValuesAsText("message");
    }
}
