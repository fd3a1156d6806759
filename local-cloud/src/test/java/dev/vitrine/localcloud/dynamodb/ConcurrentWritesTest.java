package dev.vitrine.localcloud.dynamodb;

import static dev.vitrine.localcloud.dynamodb.Items.at;
import static dev.vitrine.localcloud.dynamodb.Items.item;
import static dev.vitrine.localcloud.dynamodb.Items.n;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

class ConcurrentWritesTest {
    @RegisterExtension
    static final DynamoDbServer SERVER = new DynamoDbServer();

    private static final int THREADS = 32;
    private static final int INCREMENTS = 10;

    private final DynamoDbClient client = SERVER.client();

    @Test
    void noConditionalIncrementIsLost() throws Exception {
        new TestTable("counters", "pk S", null).create(client);
        client.putItem(it -> it.tableName("counters").item(item("pk", "c", "count", 0)));

        List<Callable<Integer>> work = IntStream.range(0, THREADS)
                .<Callable<Integer>>mapToObj(thread -> this::incrementOptimistically)
                .toList();
        int conflicts = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            for (Future<Integer> future : threads.invokeAll(work)) {
                conflicts += future.get();
            }
        }

        assertThat(count()).isEqualTo(n((long) THREADS * INCREMENTS));
        assertThat(conflicts).as("32 threads must have met").isPositive();
    }

    private AttributeValue count() {
        return at(
                client.getItem(it ->
                                it.tableName("counters").key(item("pk", "c")).consistentRead(true))
                        .item(),
                "count");
    }

    /** Returns how often somebody else was faster. */
    private int incrementOptimistically() {
        int conflicts = 0;
        for (int done = 0; done < INCREMENTS; ) {
            AttributeValue seen = count();
            try {
                client.updateItem(it -> it.tableName("counters")
                        .key(item("pk", "c"))
                        .updateExpression("SET #c = #c + :one")
                        .conditionExpression("#c = :seen")
                        .expressionAttributeNames(Map.of("#c", "count"))
                        .expressionAttributeValues(item(":one", 1, ":seen", seen)));
                done++;
            } catch (ConditionalCheckFailedException e) {
                conflicts++;
            }
        }
        return conflicts;
    }
}
