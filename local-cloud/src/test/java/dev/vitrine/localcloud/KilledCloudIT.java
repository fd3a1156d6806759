package dev.vitrine.localcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

class KilledCloudIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void has_every_object_and_every_event_that_it_acknowledged() throws Exception {
        Path state = folder.resolve("state");
        List<String> objects = Collections.synchronizedList(new ArrayList<>());
        List<String> events = Collections.synchronizedList(new ArrayList<>());

        try (CloudProcess cloud = CloudProcess.start(folder, state);
                S3Client s3 = RunningCloud.client(S3Client.builder(), cloud.endpoint());
                CloudWatchLogsClient logs = RunningCloud.client(CloudWatchLogsClient.builder(), cloud.endpoint());
                ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            s3.createBucket(r -> r.bucket("bucket"));
            logs.createLogGroup(r -> r.logGroupName("group"));
            logs.createLogStream(r -> r.logGroupName("group").logStreamName("stream"));
            AtomicInteger next = new AtomicInteger();
            for (int writer = 0; writer < 4; writer++) {
                writers.execute(() -> writeObjects(s3, next, objects));
                writers.execute(() -> writeEvents(logs, next, events));
            }
            await().atMost(PATIENCE).until(() -> objects.size() > 100 && events.size() > 100);
            cloud.kill();
        }

        try (CloudProcess cloud = CloudProcess.start(folder, state);
                S3Client s3 = RunningCloud.client(S3Client.builder(), cloud.endpoint());
                CloudWatchLogsClient logs = RunningCloud.client(CloudWatchLogsClient.builder(), cloud.endpoint())) {
            List<String> kept = s3.listObjectsV2Paginator(r -> r.bucket("bucket")).contents().stream()
                    .map(S3Object::key)
                    .toList();
            assertThat(kept).containsAll(objects);
            assertThat(kept).allMatch(key -> key.matches("dir/\\d+"));
            for (String key : kept) {
                assertThat(s3.getObjectAsBytes(r -> r.bucket("bucket").key(key)).asUtf8String())
                        .isEqualTo(content(key));
            }
            assertThat(logs.filterLogEventsPaginator(r -> r.logGroupName("group")).events().stream()
                            .map(FilteredLogEvent::message))
                    .containsAll(events);
        }
    }

    private static String content(String key) {
        return key.repeat(5_000);
    }

    private static void writeObjects(S3Client s3, AtomicInteger next, List<String> written) {
        try {
            while (true) {
                String key = "dir/" + next.getAndIncrement();
                s3.putObject(r -> r.bucket("bucket").key(key), RequestBody.fromString(content(key)));
                written.add(key);
            }
        } catch (SdkException e) {
            // The cloud has been killed.
        }
    }

    private static void writeEvents(CloudWatchLogsClient logs, AtomicInteger next, List<String> written) {
        try {
            while (true) {
                InputLogEvent event = InputLogEvent.builder()
                        .timestamp(System.currentTimeMillis())
                        .message("event " + next.getAndIncrement())
                        .build();
                logs.putLogEvents(
                        r -> r.logGroupName("group").logStreamName("stream").logEvents(event));
                written.add(event.message());
            }
        } catch (SdkException e) {
            // The cloud has been killed.
        }
    }
}
