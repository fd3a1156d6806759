package dev.vitrine.console.log.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitrine.common.aws.AwsClients;
import dev.vitrine.common.aws.CloudWatchLogReader;
import dev.vitrine.common.log.LogStreams;
import dev.vitrine.console.CloudProperties;
import dev.vitrine.localcloud.LocalCloud;
import dev.vitrine.localcloud.LocalCloudConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;

/** Real lines, over the wire, from a local cloud that misbehaves. */
class LogTailTest {
    private static final String GROUP = "/vitrine/banknote";
    private static final int STREAMS = 10;
    private static final int BATCHES = 20;
    private static final int LINES = 1_000;
    private static final TailSettings QUICK = new TailSettings(
            Duration.ofMinutes(1),
            Duration.ofMillis(100),
            Duration.ofMillis(200),
            Duration.ofSeconds(2),
            Duration.ofSeconds(2));

    private final LocalCloud localCloud;
    private final AwsClients clients;
    private final AwsClients patientClients;
    private final CloudWatchLogsClient logs;
    private final CloudWatchLogsClient writing;
    private final LineStore store;
    private final HttpClient http = HttpClient.newHttpClient();

    LogTailTest(@TempDir Path state) throws Exception {
        localCloud = LocalCloud.start(LocalCloudConfig.ephemeral(state));
        CloudProperties.local(localCloud.endpoint());
        clients = AwsClients.interactive();
        logs = clients.client(CloudWatchLogsClient.builder());
        patientClients = AwsClients.patient();
        writing = patientClients.client(CloudWatchLogsClient.builder());
        store = new LineStore(Files.createTempDirectory(state, "lines"));
    }

    @AfterEach
    void close() {
        store.close();
        logs.close();
        clients.close();
        writing.close();
        patientClients.close();
        localCloud.close();
    }

    @Test
    void of_200000_lines_from_10_streams_none_is_lost_and_none_comes_twice_and_the_badge_is_always_true()
            throws Exception {
        writing.createLogGroup(request -> request.logGroupName(GROUP));
        Written written = new Written();
        try (LogTail tail = tail(LogScope.known(List.of(), Instant.now(), false));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            tail.start();
            Future<?> _ = threads.submit(() -> faults("""
                [{"service": "logs", "operation": "FilterLogEvents", "kind": "throttle", "probability": 0.4}]\
                """));
            List<Future<?>> writers = new ArrayList<>();
            for (int stream = 0; stream < STREAMS; stream++) {
                int number = stream;
                writers.add(threads.submit(() -> {
                    // The second half of them begins when the first has been read in part.
                    await().atMost(Duration.ofMinutes(5)).until(() -> number < STREAMS / 2 || store.size() > 20_000);
                    write(number, written);
                }));
            }
            Judge judge = new Judge(tail, written);
            for (int loss = 1; loss <= 2; loss++) {
                int some = loss * STREAMS * BATCHES * LINES / 3;
                await().atMost(Duration.ofMinutes(5)).until(() -> judge.isTrue() && store.size() > some);
                faults("""
                    [{"service": "logs", "operation": "FilterLogEvents", "kind": "drop"}]\
                    """);
                await().atMost(Duration.ofMinutes(1))
                        .until(() -> judge.isTrue()
                                && tail.completeness().kind() == Completeness.Kind.GAP
                                && tail.completeness().gap().toString().contains(GROUP));
                assertThat(tail.completeness().text(ZoneOffset.UTC)).contains(GROUP, "trying again");
                faults("[]");
                await().atMost(Duration.ofMinutes(1))
                        .until(() -> judge.isTrue() && tail.completeness().gap().isEmpty());
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
            judge.end();
            await().atMost(Duration.ofMinutes(5))
                    .until(() -> judge.isTrue() && tail.completeness().last());

            assertThat(judge.seen()).isEqualTo(STREAMS * BATCHES * LINES);
            assertThat(store.size()).isEqualTo(STREAMS * BATCHES * LINES);
            assertThat(tail.completeness().late()).isPositive();
            assertThat(tail.completeness().text(ZoneOffset.UTC)).isEqualTo("complete to the end, 0 gaps");
            assertThat(judge.claims()).isGreaterThan(3);
            try (LineView all = new LineView(store, () -> {})) {
                assertThat(all.lines(0, store.size()))
                        .extracting(Line::timestamp)
                        .isSorted();
            }
        }
    }

    /** Batches of a stream are out of order; every fifth line is up to 50 s late, and one batch ten minutes. */
    private void write(int stream, Written written) {
        String name = "batch/worker/" + stream;
        written.begin(name);
        writing.createLogStream(request -> request.logGroupName(GROUP).logStreamName(name));
        Random random = new Random(stream);
        for (int batch = 0; batch < BATCHES; batch++) {
            boolean veryLate = batch == BATCHES / 2;
            long now = Instant.now().toEpochMilli() - (veryLate ? 600_000 : 0);
            int first = batch * LINES;
            List<InputLogEvent> events = IntStream.range(first, first + LINES)
                    .mapToObj(line -> InputLogEvent.builder()
                            .timestamp(now - (line % 5 == 0 ? random.nextInt(50_000) : random.nextInt(20)))
                            .message(stream + " " + line + " rows answered")
                            .build())
                    .sorted(java.util.Comparator.comparingLong(InputLogEvent::timestamp))
                    .toList();
            writing.putLogEvents(
                    request -> request.logGroupName(GROUP).logStreamName(name).logEvents(events));
            written.add(new Batch(stream, first, Instant.now(), veryLate));
        }
    }

    private record Batch(int stream, int first, Instant acknowledged, boolean veryLate) {}

    private static final class Written {
        private final List<Batch> batches = new ArrayList<>();
        private final List<String> streams = new ArrayList<>();

        synchronized void begin(String stream) {
            streams.add(stream);
        }

        /** What somebody knows who asks now which streams there are. */
        synchronized LogScope scope(boolean ended) {
            return LogScope.known(List.copyOf(streams), ended ? Instant.MAX : Instant.now(), ended);
        }

        synchronized void add(Batch batch) {
            batches.add(batch);
        }

        synchronized List<Batch> batches() {
            return List.copyOf(batches);
        }
    }

    /** Compares what the badge says with what is there. */
    private final class Judge {
        private final LogTail tail;
        private final Written written;
        private final List<BitSet> seen =
                IntStream.range(0, STREAMS).mapToObj(i -> new BitSet()).toList();
        private final java.util.Set<Instant> claims = new java.util.HashSet<>();
        private int lookedAt;
        private boolean ended;

        Judge(LogTail tail, Written written) {
            this.tail = tail;
            this.written = written;
        }

        void end() {
            ended = true;
        }

        boolean isTrue() {
            tail.scope(written.scope(ended));
            Completeness claim = tail.completeness();
            List<Batch> batches = written.batches();
            look();
            claim.to().ifPresent(to -> {
                claims.add(to);
                assertThat(batches.stream()
                                .filter(batch -> batch.acknowledged().isBefore(to))
                                .filter(batch -> claim.last() || !batch.veryLate())
                                .filter(batch ->
                                        seen.get(batch.stream()).nextClearBit(batch.first()) < batch.first() + LINES))
                        .as("lines that are missing although the badge says: %s", claim)
                        .isEmpty();
            });
            return true;
        }

        private void look() {
            store.reading(() -> {
                int to = store.order().size();
                store.file().texts(lookedAt, to).forEach(text -> {
                    String[] words = text.split(" ", 3);
                    BitSet ofStream = seen.get(Integer.parseInt(words[0]));
                    int line = Integer.parseInt(words[1]);
                    assertThat(ofStream.get(line)).as("%s came twice", text).isFalse();
                    ofStream.set(line);
                });
                lookedAt = to;
                return to;
            });
        }

        int seen() {
            return seen.stream().mapToInt(BitSet::cardinality).sum();
        }

        int claims() {
            return claims.size();
        }
    }

    @Test
    void lines_of_one_stream_that_are_the_same_are_each_kept_and_a_log_that_is_not_there_yet_is_awaited() {
        try (LogTail tail = tail(LogScope.of(new LogStreams.Named(List.of("task/1")), false))) {
            tail.start();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> tail.completeness().gap().isPresent());
            assertThat(tail.completeness().text(ZoneOffset.UTC)).startsWith("nothing complete yet: ");

            writing.createLogGroup(request -> request.logGroupName(GROUP));
            writing.createLogStream(request -> request.logGroupName(GROUP).logStreamName("task/1"));
            long now = Instant.now().toEpochMilli();
            put(now, "same", "same", "same");
            await().atMost(Duration.ofSeconds(20)).until(() -> store.size() == 3);
            put(now, "same", "later");
            put(now - 30_000, "came late");
            await().atMost(Duration.ofSeconds(20)).until(() -> store.size() == 6);
            tail.scope(LogScope.of(new LogStreams.Named(List.of("task/1")), true));
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> tail.completeness().last());
            try (LineView view = new LineView(store, () -> {})) {
                assertThat(view.lines(0, 10))
                        .extracting(Line::text)
                        .containsExactly("came late", "same", "same", "same", "same", "later");
            }
        }
    }

    @Test
    void one_stream_loses_nothing_and_tells_nothing_twice_while_the_cloud_throttles_and_hangs_up() throws Exception {
        writing.createLogGroup(request -> request.logGroupName(GROUP));
        writing.createLogStream(request -> request.logGroupName(GROUP).logStreamName("task/1"));
        LogScope running = LogScope.of(new LogStreams.Named(List.of("task/1")), false);
        int batches = 6;
        try (LogTail tail = tail(running);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            tail.start();
            assertThat(faults("""
                [{"service": "logs", "operation": "GetLogEvents", "kind": "throttle", "probability": 0.4},
                 {"service": "logs", "operation": "GetLogEvents", "kind": "drop", "probability": 0.2}]\
                """)).isTrue();
            Future<?> writer = threads.submit(() -> {
                for (int batch = 0; batch < batches; batch++) {
                    long now = Instant.now().toEpochMilli() - (batch % 4 == 3 ? 20_000 : 0);
                    put(now, IntStream.range(0, 500).mapToObj(i -> "the same").toArray(String[]::new));
                    int known = batch * 250;
                    await().atMost(Duration.ofMinutes(1)).until(() -> store.size() > known);
                }
            });
            writer.get();
            faults("[]");
            tail.scope(LogScope.of(new LogStreams.Named(List.of("task/1")), true));
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> tail.completeness().last());
            assertThat(store.size()).isEqualTo(batches * 500);
        }
    }

    @Test
    void a_stream_that_never_comes_is_asked_for_alone_and_the_badge_says_no_more_than_is_known() {
        writing.createLogGroup(request -> request.logGroupName(GROUP));
        writing.createLogStream(request -> request.logGroupName(GROUP).logStreamName("task/1"));
        put(Instant.now().toEpochMilli(), "here");
        List<String> names = List.of("task/1", "task/2");
        Instant listed = Instant.now();
        try (LogTail tail = tail(LogScope.known(names, listed, false))) {
            tail.start();
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> tail.completeness().to().isPresent());
            assertThat(store.size()).isEqualTo(1);
            assertThat(tail.completeness().to())
                    .as("nobody knows of other streams since")
                    .hasValue(listed);
            assertThat(tail.completeness().text(ZoneOffset.UTC)).endsWith(", 0 gaps");

            tail.scope(LogScope.known(names, Instant.MAX, true));
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> tail.completeness().last());
        }
    }

    @Test
    void of_a_span_of_time_nothing_else_is_read() {
        writing.createLogGroup(request -> request.logGroupName(GROUP));
        writing.createLogStream(request -> request.logGroupName(GROUP).logStreamName("task/1"));
        long noon = Instant.now().minusSeconds(600).toEpochMilli();
        put(noon - 1, "before");
        put(noon, "first");
        put(noon + 1_000, "last");
        put(noon + 1_001, "after");
        LogScope.Span span = new LogScope.Span(Instant.ofEpochMilli(noon), Instant.ofEpochMilli(noon + 1_000));
        try (LogTail tail =
                tail(new LogScope(Optional.of(new LogStreams.Prefix("task/")), Instant.MAX, Optional.of(span), true))) {
            tail.start();
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> tail.completeness().last());
            try (LineView view = new LineView(store, () -> {})) {
                assertThat(view.lines(0, 10)).extracting(Line::text).containsExactly("first", "last");
            }
        }
    }

    @Test
    void nothing_is_asked_while_it_rests() {
        writing.createLogGroup(request -> request.logGroupName(GROUP));
        writing.createLogStream(request -> request.logGroupName(GROUP).logStreamName("task/1"));
        try (LogTail tail = tail(LogScope.of(new LogStreams.Named(List.of("task/1")), false))) {
            tail.start();
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> tail.completeness().to().isPresent());
            tail.paused(true);
            put(Instant.now().toEpochMilli(), "unseen");
            tail.paused(false);
            await().atMost(Duration.ofMinutes(1)).until(() -> store.size() == 1);
        }
    }

    private void put(long timestamp, String... lines) {
        List<InputLogEvent> events = java.util.Arrays.stream(lines)
                .map(line -> InputLogEvent.builder()
                        .timestamp(timestamp)
                        .message(line)
                        .build())
                .toList();
        writing.putLogEvents(
                request -> request.logGroupName(GROUP).logStreamName("task/1").logEvents(events));
    }

    private LogTail tail(LogScope scope) {
        return new LogTail(
                new CloudWatchLogReader(logs),
                GROUP,
                scope,
                Instant.now().minus(Duration.ofHours(1)),
                store,
                QUICK,
                Clock.systemUTC(),
                () -> {});
    }

    private boolean faults(String rules) throws Exception {
        URI uri = localCloud.endpoint().resolve("/_vitrine/faults");
        return http.send(
                                HttpRequest.newBuilder(uri)
                                        .PUT(BodyPublishers.ofString(rules))
                                        .build(),
                                BodyHandlers.ofString())
                        .statusCode()
                == 200;
    }
}
