package dev.vitrine.localcloud.dynamodb;

import static dev.vitrine.localcloud.dynamodb.Items.at;
import static dev.vitrine.localcloud.dynamodb.Items.item;
import static dev.vitrine.localcloud.dynamodb.Items.n;
import static dev.vitrine.localcloud.dynamodb.Items.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Kills the process with SIGKILL while writers write, several times on the same folder, and looks at what is left. */
class CrashIT {
    private static final String TABLE = "crash";
    private static final int WRITERS = 8;
    private static final int LIVES = 4;
    private static final int WRITES_PER_LIFE = 800;

    @TempDir
    private Path folder;

    private final AtomicInteger next = new AtomicInteger();
    private final Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();

    @Test
    void everyAcknowledgedWriteSurvivesAndEveryTransactionIsAllOrNothing() throws Exception {
        for (int life = 0; life < LIVES; life++) {
            liveAndDie(acknowledged.size() + WRITES_PER_LIFE);
        }
        try (DynamoDbServer server = new DynamoDbServer()) {
            server.start(folder, 0);
            DynamoDbClient client = server.client();
            Map<String, Set<Integer>> found = client.scanPaginator(it -> it.tableName(TABLE)).items().stream()
                    .collect(Collectors.groupingBy(
                            item -> at(item, "half").s(), Collectors.mapping(CrashIT::number, Collectors.toSet())));
            assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(LIVES * WRITES_PER_LIFE);
            assertThat(found.get("left")).isEqualTo(found.get("right")).containsAll(acknowledged);
            Set<Integer> indexed = client
                    .queryPaginator(it -> it.tableName(TABLE)
                            .indexName("by-half")
                            .keyConditionExpression("half = :half")
                            .expressionAttributeValues(item(":half", "left")))
                    .items()
                    .stream()
                    .map(CrashIT::number)
                    .collect(Collectors.toSet());
            assertThat(indexed).isEqualTo(found.get("left"));
            assertThat(client.describeTable(it -> it.tableName(TABLE)).table().itemCount())
                    .isEqualTo(2L * indexed.size());
        }
    }

    private static int number(Map<String, AttributeValue> item) {
        return Integer.parseInt(at(item, "number").n());
    }

    private void liveAndDie(int enough) throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashIT.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            DynamoDbClient client = DynamoDbServer.newClient(port(child));
            if (acknowledged.isEmpty()) {
                new TestTable(TABLE, "pk S", "number N")
                        .global("by-half", "half S", "number N", ProjectionType.KEYS_ONLY)
                        .create(client);
            }
            List<Future<?>> running = IntStream.range(0, WRITERS)
                    .<Future<?>>mapToObj(writer -> writers.submit(() -> writeUntilDeath(client)))
                    .toList();
            await().atMost(Duration.ofMinutes(1)).until(() -> acknowledged.size() >= enough);
            child.destroyForcibly().waitFor();
            for (Future<?> writer : running) {
                writer.get();
            }
            client.close();
        } finally {
            child.destroyForcibly();
        }
    }

    private static int port(Process child) throws IOException {
        BufferedReader output = child.inputReader(StandardCharsets.UTF_8);
        return Integer.parseInt(Objects.requireNonNull(output.readLine(), "The server did not start"));
    }

    private void writeUntilDeath(DynamoDbClient client) {
        try {
            while (true) {
                int number = next.incrementAndGet();
                client.transactWriteItems(it -> it.transactItems(put(number, "left"), put(number, "right")));
                acknowledged.add(number);
            }
        } catch (SdkException expected) {
            // The server is dead.
            assertThat(expected).hasMessageNotContaining("Validation");
        }
    }

    private static TransactWriteItem put(int number, String half) {
        Map<String, AttributeValue> item = Map.of(
                "pk", s(half + number), "number", n(number), "half", s(half), "text", s("x".repeat(number % 500)));
        return TransactWriteItem.builder()
                .put(Put.builder().tableName(TABLE).item(item).build())
                .build();
    }

    /** The child: a server in the given folder that prints its port. */
    public static void main(String[] args) throws Exception {
        DynamoDbServer server = new DynamoDbServer();
        server.start(Path.of(args[0]), 0);
        System.out.println(server.port());
    }
}
