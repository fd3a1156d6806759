package dev.vitrine.localcloud.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.localcloud.LocalCloudExtension;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;
import software.amazon.awssdk.services.cloudwatchlogs.model.OrderBy;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

class LogGroupsTest {
    @RegisterExtension
    static final LocalCloudExtension cloud = new LocalCloudExtension();

    private final CloudWatchLogsClient logs = cloud.client(CloudWatchLogsClient.builder());
    private final String prefix = "/test/" + UUID.randomUUID() + "/";

    @Test
    void lists_groups_by_prefix_in_pages() {
        List<String> names = IntStream.range(10, 35).mapToObj(i -> prefix + i).toList();
        names.forEach(name -> logs.createLogGroup(r -> r.logGroupName(name)));

        var listed = logs.describeLogGroupsPaginator(
                r -> r.logGroupNamePrefix(prefix).limit(10));

        assertThat(listed.logGroups().stream().map(LogGroup::logGroupName)).isEqualTo(names);
        assertThat(logs.describeLogGroups(r -> r.logGroupNamePattern(prefix.substring(6) + "11"))
                        .logGroups())
                .singleElement()
                .satisfies(group -> {
                    assertThat(group.arn())
                            .isEqualTo("arn:aws:logs:us-east-1:000000000000:log-group:" + prefix + "11:*");
                    assertThat(group.retentionInDays()).isNull();
                    assertThat(group.creationTime()).isPositive();
                });
    }

    @Test
    void words_its_errors_as_AWS_does() {
        logs.createLogGroup(r -> r.logGroupName(prefix));

        assertThatThrownBy(() -> logs.createLogGroup(r -> r.logGroupName(prefix)))
                .isInstanceOf(ResourceAlreadyExistsException.class)
                .hasMessageContaining("The specified log group already exists");
        assertThatThrownBy(() -> logs.deleteLogGroup(r -> r.logGroupName("none")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("The specified log group does not exist.");
        assertThatThrownBy(() -> logs.createLogGroup(r -> r.logGroupName("has space")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("'has space' at 'logGroupName'");
        assertThatThrownBy(() ->
                        logs.putRetentionPolicy(r -> r.logGroupName(prefix).retentionInDays(2)))
                .isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> logs.describeLogStreams(r ->
                        r.logGroupName(prefix).orderBy(OrderBy.LAST_EVENT_TIME).logStreamNamePrefix("x")))
                .hasMessageContaining("Cannot order by LastEventTime with a logStreamNamePrefix.");
    }

    @Test
    void sets_and_ends_the_retention_and_keeps_it_over_a_restart() throws Exception {
        logs.createLogGroup(r -> r.logGroupName(prefix).tags(Map.of("owner", "me")));
        logs.putRetentionPolicy(r -> r.logGroupName(prefix).retentionInDays(7));
        cloud.restart();

        assertThat(group().retentionInDays()).isEqualTo(7);
        assertThat(logs.listTagsForResource(r -> r.resourceArn(group().logGroupArn()))
                        .tags())
                .isEqualTo(Map.of("owner", "me"));

        logs.deleteRetentionPolicy(r -> r.logGroupName(prefix));
        assertThat(group().retentionInDays()).isNull();
    }

    @Test
    void deletes_a_group_with_its_events() {
        fill("a", 3);
        assertThat(group().storedBytes()).isEqualTo(3 * 27);

        logs.deleteLogGroup(r -> r.logGroupName(prefix));
        logs.createLogGroup(r -> r.logGroupName(prefix));
        logs.createLogStream(r -> r.logGroupName(prefix).logStreamName("a"));

        assertThat(logs.filterLogEvents(r -> r.logGroupName(prefix)).events()).isEmpty();
        assertThat(group().storedBytes()).isZero();
    }

    @Test
    void lists_streams_by_name_and_by_last_event_in_pages() {
        fill("c", 1);
        fill("a", 3);
        fill("b", 2);

        assertThat(streams(OrderBy.LOG_STREAM_NAME, false)).containsExactly("a", "b", "c");
        assertThat(streams(OrderBy.LOG_STREAM_NAME, true)).containsExactly("c", "b", "a");
        assertThat(streams(OrderBy.LAST_EVENT_TIME, false)).containsExactly("c", "b", "a");
        assertThat(streams(OrderBy.LAST_EVENT_TIME, true)).containsExactly("a", "b", "c");
        assertThat(logs.describeLogStreams(r -> r.logGroupName(prefix).logStreamNamePrefix("a"))
                        .logStreams())
                .singleElement()
                .satisfies(stream -> {
                    assertThat(stream.lastEventTimestamp() - stream.firstEventTimestamp())
                            .isEqualTo(2);
                    assertThat(stream.lastIngestionTime()).isPositive();
                    assertThat(stream.arn()).endsWith(prefix + ":log-stream:a");
                });

        logs.deleteLogStream(r -> r.logGroupName(prefix).logStreamName("a"));
        assertThat(streams(OrderBy.LOG_STREAM_NAME, false)).containsExactly("b", "c");
    }

    private List<String> streams(OrderBy order, boolean descending) {
        return logs
                .describeLogStreamsPaginator(r -> r.logGroupName(prefix)
                        .orderBy(order)
                        .descending(descending)
                        .limit(2))
                .logStreams()
                .stream()
                .map(LogStream::logStreamName)
                .toList();
    }

    private LogGroup group() {
        return logs.describeLogGroups(r -> r.logGroupNamePrefix(prefix))
                .logGroups()
                .getFirst();
    }

    /** A stream with as many events, one a millisecond from the same moment on. */
    private void fill(String stream, int events) {
        if (logs.describeLogGroups(r -> r.logGroupNamePrefix(prefix))
                .logGroups()
                .isEmpty()) {
            logs.createLogGroup(r -> r.logGroupName(prefix));
        }
        long start = System.currentTimeMillis() / 1_000_000 * 1_000_000;
        logs.createLogStream(r -> r.logGroupName(prefix).logStreamName(stream));
        for (int i = 0; i < events; i++) {
            long timestamp = start + i;
            logs.putLogEvents(r -> r.logGroupName(prefix)
                    .logStreamName(stream)
                    .logEvents(InputLogEvent.builder()
                            .timestamp(timestamp)
                            .message("x")
                            .build()));
        }
    }
}
