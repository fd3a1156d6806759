package dev.vitrine.localcloud.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.localcloud.LocalCloudExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

class LogEventsTest {
    private static final long HOUR = 3_600_000;

    @RegisterExtension
    static final LocalCloudExtension cloud = new LocalCloudExtension();

    private final CloudWatchLogsClient logs = cloud.client(CloudWatchLogsClient.builder());
    private final String group = "/vitrine/" + UUID.randomUUID();
    private final long now = System.currentTimeMillis();

    @BeforeEach
    void createStreams() {
        logs.createLogGroup(r -> r.logGroupName(group));
        for (String stream : List.of("a", "b")) {
            logs.createLogStream(r -> r.logGroupName(group).logStreamName(stream));
        }
    }

    @Test
    void reads_a_stream_page_by_page_forward_until_the_token_repeats() {
        put("a", numbered(25));

        List<String> read = new ArrayList<>();
        String token = null;
        while (true) {
            GetLogEventsResponse page = get("a", token, 10);
            read.addAll(messages(page));
            if (page.nextForwardToken().equals(token)) {
                break;
            }
            token = page.nextForwardToken();
        }

        assertThat(read).isEqualTo(numbered(25));
    }

    @Test
    void begins_with_the_newest_events_and_pages_back() {
        put("a", numbered(25));

        var newest =
                logs.getLogEvents(r -> r.logGroupName(group).logStreamName("a").limit(10));
        var before = get("a", newest.nextBackwardToken(), 10);
        var oldest = get("a", before.nextBackwardToken(), 10);
        var end = get("a", oldest.nextBackwardToken(), 10);

        assertThat(messages(newest)).isEqualTo(numbered(25).subList(15, 25));
        assertThat(messages(before)).isEqualTo(numbered(25).subList(5, 15));
        assertThat(messages(oldest)).isEqualTo(numbered(25).subList(0, 5));
        assertThat(end.events()).isEmpty();
        assertThat(end.nextBackwardToken()).isEqualTo(oldest.nextBackwardToken());
    }

    @Test
    void finds_later_events_with_the_token_of_the_end() {
        String token = get("a", null, 10).nextForwardToken();
        assertThat(get("a", token, 10).nextForwardToken()).isEqualTo(token);

        put("a", List.of("late"));

        assertThat(messages(get("a", token, 10))).containsExactly("late");
    }

    @Test
    void keeps_to_a_range_of_time_whose_end_is_excluded_when_reading_and_included_when_filtering() {
        put("a", numbered(10));

        var read = logs.getLogEvents(
                r -> r.logGroupName(group).logStreamName("a").startTime(now + 3).endTime(now + 6));
        var filtered = logs.filterLogEvents(
                r -> r.logGroupName(group).startTime(now + 3).endTime(now + 6));

        assertThat(messages(read)).containsExactly("line 3", "line 4", "line 5");
        assertThat(filtered.events().stream().map(FilteredLogEvent::message))
                .containsExactly("line 3", "line 4", "line 5", "line 6");
    }

    @Test
    void filters_all_streams_in_the_order_of_time() {
        put("a", List.of("one ERROR", "two", "three ERROR"));
        put("b", List.of("uno ERROR", "due", "tre ERROR"));

        var found = logs.filterLogEventsPaginator(
                        r -> r.logGroupName(group).filterPattern("ERROR").limit(1))
                .events();

        assertThat(found.stream().map(event -> event.logStreamName() + ": " + event.message()))
                .containsExactly("a: one ERROR", "b: uno ERROR", "a: three ERROR", "b: tre ERROR");
        assertThat(found.stream().map(FilteredLogEvent::eventId)).doesNotHaveDuplicates();
    }

    @Test
    void filters_the_streams_that_are_named() {
        put("a", List.of("one"));
        put("b", List.of("two"));

        assertThat(filter("b", null)).containsExactly("two");
        assertThatThrownBy(() -> filter("c", null))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("The specified log stream does not exist.");
    }

    @Test
    void filters_by_a_field_of_JSON() {
        put("a", List.of("{\"level\":\"ERROR\",\"n\":4}", "{\"level\":\"ERROR\",\"n\":2}", "ERROR 4"));

        assertThat(filter("a", "{ $.level = \"ERROR\" && $.n > 3 }")).containsExactly("{\"level\":\"ERROR\",\"n\":4}");
    }

    @Test
    void says_what_is_wrong_with_a_pattern() {
        assertThatThrownBy(() -> filter("a", "{ $.n > three }"))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Invalid filter pattern")
                .hasMessageContaining("expected a number");
    }

    @Test
    void rejects_events_that_are_too_old_or_too_new_and_keeps_the_others() {
        long old = now - 15 * 24 * HOUR;
        var oldOnly = logs.putLogEvents(
                r -> r.logGroupName(group).logStreamName("a").logEvents(event(old, "old"), event(old + 1, "old too")));
        var newer = logs.putLogEvents(r -> r.logGroupName(group)
                .logStreamName("a")
                .logEvents(event(now, "good"), event(now + 3 * HOUR, "from the future")));

        assertThat(oldOnly.rejectedLogEventsInfo().tooOldLogEventEndIndex()).isEqualTo(2);
        assertThat(newer.rejectedLogEventsInfo().tooNewLogEventStartIndex()).isEqualTo(1);
        assertThat(filter("a", null)).containsExactly("good");
    }

    @Test
    void rejects_events_that_the_retention_would_remove() {
        logs.putRetentionPolicy(r -> r.logGroupName(group).retentionInDays(1));

        var answer = logs.putLogEvents(r -> r.logGroupName(group)
                .logStreamName("a")
                .logEvents(event(now - 25 * HOUR, "expired"), event(now - 2 * HOUR, "kept")));

        assertThat(answer.rejectedLogEventsInfo().expiredLogEventEndIndex()).isEqualTo(1);
        assertThat(filter("a", null)).containsExactly("kept");
    }

    @Test
    void refuses_batches_beyond_the_limits() {
        assertThatThrownBy(() -> logs.putLogEvents(r -> r.logGroupName(group)
                        .logStreamName("a")
                        .logEvents(event(now, "second"), event(now - 1, "first"))))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("must be in chronological order");
        assertThatThrownBy(() -> logs.putLogEvents(r -> r.logGroupName(group)
                        .logStreamName("a")
                        .logEvents(event(now - 25 * HOUR, "first"), event(now, "second"))))
                .hasMessageContaining("cannot span more than 24 hours");
        assertThatThrownBy(() -> put("a", List.of("x".repeat(1_048_551))))
                .hasMessageContaining("Upload too large: 1048577 bytes exceeds limit of 1048576");
        assertThatThrownBy(() -> put("a", numbered(10_001))).isInstanceOf(InvalidParameterException.class);
        put("a", List.of("x".repeat(1_048_550)));
    }

    @Test
    void keeps_every_event_over_a_restart() throws Exception {
        put("a", numbered(1000));
        cloud.restart();
        put("a", List.of("after"));

        assertThat(filter("a", null)).hasSize(1001).contains("line 999", "after");
    }

    private void put(String stream, List<String> messages) {
        logs.putLogEvents(r -> r.logGroupName(group)
                .logStreamName(stream)
                .logEvents(IntStream.range(0, messages.size())
                        .mapToObj(i -> event(now + i, messages.get(i)))
                        .toList()));
    }

    private GetLogEventsResponse get(String stream, @Nullable String token, int limit) {
        return logs.getLogEvents(r -> r.logGroupName(group)
                .logStreamName(stream)
                .startFromHead(true)
                .nextToken(token)
                .limit(limit));
    }

    private List<String> filter(String stream, @Nullable String pattern) {
        return logs
                .filterLogEvents(
                        r -> r.logGroupName(group).logStreamNames(stream).filterPattern(pattern))
                .events()
                .stream()
                .map(FilteredLogEvent::message)
                .toList();
    }

    private static List<String> messages(GetLogEventsResponse page) {
        return page.events().stream().map(OutputLogEvent::message).toList();
    }

    private static List<String> numbered(int count) {
        return IntStream.range(0, count).mapToObj(i -> "line " + i).toList();
    }

    private static InputLogEvent event(long timestamp, String message) {
        return InputLogEvent.builder().timestamp(timestamp).message(message).build();
    }
}
