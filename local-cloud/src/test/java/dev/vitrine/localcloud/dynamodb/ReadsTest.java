package dev.vitrine.localcloud.dynamodb;

import static dev.vitrine.localcloud.dynamodb.Items.b;
import static dev.vitrine.localcloud.dynamodb.Items.item;
import static dev.vitrine.localcloud.dynamodb.Items.n;
import static dev.vitrine.localcloud.dynamodb.Items.numbers;
import static dev.vitrine.localcloud.dynamodb.Items.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

class ReadsTest {
    @RegisterExtension
    static final DynamoDbServer SERVER = new DynamoDbServer();

    private static final String TABLE = "reads";
    private static final int ITEMS = 30;

    private final DynamoDbClient client = SERVER.client();

    /** Sort keys -10 to 19; only every third item has a place in the sparse index. */
    @BeforeAll
    static void fill() {
        new TestTable(TABLE, "pk S", "sk N")
                .global("sparse", "open S", "rank N", ProjectionType.KEYS_ONLY)
                .local("by-name", "pk S", "label S", ProjectionType.INCLUDE, "odd")
                .create(SERVER.client());
        for (int i = -10; i < ITEMS - 10; i++) {
            Map<String, AttributeValue> item = item(
                    "pk",
                    "p",
                    "sk",
                    i,
                    "label",
                    "label" + (char) ('z' - Math.floorMod(i, 26)),
                    "odd",
                    i & 1,
                    "text",
                    "t" + i);
            if (i % 3 == 0) {
                item.putAll(item("open", "yes", "rank", -i));
            }
            SERVER.client().putItem(it -> it.tableName(TABLE).item(item));
        }
    }

    private QueryResponse query(String condition, Object... values) {
        return client.query(
                it -> it.tableName(TABLE).keyConditionExpression(condition).expressionAttributeValues(item(values)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pk = :p AND sk < :a | -10 | 3 | 13
            pk = :p AND sk <= :a | -10 | 3 | 14
            pk = :p AND sk > :a | 4 | 19 | 16
            pk = :p AND sk >= :a | 3 | 19 | 17
            pk = :p AND sk = :a | 3 | 3 | 1
            :a < sk AND :p = pk | 4 | 19 | 16
            """)
    void theSortKeyConditionBoundsTheRange(String condition, int first, int last, int count) {
        QueryResponse response = query(condition, ":p", "p", ":a", 3);
        assertThat(response.count()).isEqualTo(count);
        List<String> keys = numbers(response.items(), "sk");
        assertThat(keys.getFirst()).isEqualTo(Integer.toString(first));
        assertThat(Integer.parseInt(keys.getLast())).isEqualTo(condition.contains("sk < ") ? 2 : last);
    }

    @Test
    void betweenHasBothBounds() {
        assertThat(numbers(
                        query("pk = :p AND sk BETWEEN :a AND :b", ":p", "p", ":a", -1, ":b", 1)
                                .items(),
                        "sk"))
                .containsExactly("-1", "0", "1");
    }

    @Test
    void pagesJoinInBothDirections() {
        for (boolean forward : List.of(true, false)) {
            List<String> keys = new ArrayList<>();
            Map<String, AttributeValue> start = Map.of();
            int pages = 0;
            do {
                Map<String, AttributeValue> from = start;
                QueryResponse page = client.query(it -> it.tableName(TABLE)
                        .keyConditionExpression("pk = :p")
                        .expressionAttributeValues(item(":p", "p"))
                        .scanIndexForward(forward)
                        .exclusiveStartKey(from.isEmpty() ? null : from)
                        .limit(7));
                keys.addAll(numbers(page.items(), "sk"));
                start = page.lastEvaluatedKey();
                pages++;
            } while (!start.isEmpty());
            assertThat(pages).isEqualTo(5);
            assertThat(keys).hasSize(ITEMS);
            assertThat(keys.getFirst()).isEqualTo(forward ? "-10" : "19");
            assertThat(keys.getLast()).isEqualTo(forward ? "19" : "-10");
        }
    }

    @Test
    void aSparseIndexHoldsOnlyItemsWithItsKeyInItsOwnOrder() {
        QueryResponse response = client.query(it -> it.tableName(TABLE)
                .indexName("sparse")
                .keyConditionExpression("#o = :yes AND #r < :zero")
                .expressionAttributeNames(Map.of("#o", "open", "#r", "rank"))
                .expressionAttributeValues(item(":yes", "yes", ":zero", 0)));
        assertThat(numbers(response.items(), "sk")).containsExactly("18", "15", "12", "9", "6", "3");
        assertThat(response.items().getFirst()).containsOnlyKeys("pk", "sk", "open", "rank");
        assertThatThrownBy(() -> client.query(it -> it.tableName(TABLE)
                        .indexName("sparse")
                        .consistentRead(true)
                        .keyConditionExpression("#o = :yes")
                        .expressionAttributeNames(Map.of("#o", "open"))
                        .expressionAttributeValues(item(":yes", "yes"))))
                .hasMessageContaining("Consistent reads are not supported on global secondary indexes");
    }

    @Test
    void aLocalIndexCompletesItemsFromTheTable() {
        QueryResponse projected = client.query(it -> it.tableName(TABLE)
                .indexName("by-name")
                .keyConditionExpression("pk = :p AND begins_with(label, :l)")
                .expressionAttributeValues(item(":p", "p", ":l", "labelz"))
                .limit(1));
        assertThat(projected.items().getFirst()).containsOnlyKeys("pk", "sk", "label", "odd");
        QueryResponse whole = client.query(it -> it.tableName(TABLE)
                .indexName("by-name")
                .select(Select.ALL_ATTRIBUTES)
                .keyConditionExpression("pk = :p AND begins_with(label, :l)")
                .expressionAttributeValues(item(":p", "p", ":l", "labelz"))
                .limit(1));
        assertThat(whole.items().getFirst()).containsKey("text");
    }

    @Test
    void aFilterCountsWhatWasScannedAndProjects() {
        QueryResponse response = client.query(it -> it.tableName(TABLE)
                .keyConditionExpression("pk = :p")
                .filterExpression("odd = :one")
                .projectionExpression("#t")
                .expressionAttributeNames(Map.of("#t", "text"))
                .expressionAttributeValues(item(":p", "p", ":one", 1))
                .limit(10));
        assertThat(response.count()).isEqualTo(5);
        assertThat(response.scannedCount()).isEqualTo(10);
        assertThat(texts(response.items(), "text")).containsExactly("t-9", "t-7", "t-5", "t-3", "t-1");
        assertThat(response.items().getFirst()).containsOnlyKeys("text");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sk = :a | Query condition missed key schema element: pk
            pk > :p | Query key condition not supported
            pk = :p OR sk = :a | Invalid operator used in KeyConditionExpression: OR
            pk = :p AND sk <> :a | Invalid operator used in KeyConditionExpression: <>
            pk = :p AND text = :a | Query condition missed key schema element: sk
            pk = :p AND sk > :a AND sk < :a | KeyConditionExpressions must only contain one condition per key
            pk = :a | Condition parameter type does not match schema type
            pk = :p AND size(sk) = :a | KeyConditionExpressions cannot contain nested operations
            """)
    void wrongKeyConditionsAreRefused(String condition, String message) {
        String safe = condition.replace("text", "#t");
        assertThatThrownBy(() -> client.query(it -> it.tableName(TABLE)
                        .keyConditionExpression(safe)
                        .expressionAttributeNames(safe.contains("#t") ? Map.of("#t", "text") : null)
                        .expressionAttributeValues(safe.contains(":p") ? item(":p", "p", ":a", 1) : item(":a", 1))))
                .hasMessageContaining(message);
    }

    @Test
    void aFilterOnTheKeyIsRefused() {
        assertThatThrownBy(() -> client.query(it -> it.tableName(TABLE)
                        .keyConditionExpression("pk = :p")
                        .filterExpression("sk = :a")
                        .expressionAttributeValues(item(":p", "p", ":a", 1))))
                .hasMessageContaining("Filter Expression can only contain non-primary key attributes: "
                        + "Primary key attribute: sk");
    }

    @Test
    void segmentsOfAScanHaveEachItemOnce() {
        new TestTable("segments", "id B", null).create(client);
        for (int i = 0; i < 100; i++) {
            int id = i;
            client.putItem(it -> it.tableName("segments").item(item("id", b(id, 0, 255), "n", id)));
        }
        List<String> all = new ArrayList<>();
        for (int segment = 0; segment < 4; segment++) {
            int number = segment;
            List<Map<String, AttributeValue>> part = client
                    .scanPaginator(it -> it.tableName("segments")
                            .segment(number)
                            .totalSegments(4)
                            .limit(9))
                    .items()
                    .stream()
                    .toList();
            assertThat(part).hasSizeBetween(5, 60);
            all.addAll(numbers(part, "n"));
        }
        assertThat(all).hasSize(100).doesNotHaveDuplicates();
    }

    @Test
    void aPageEndsAtOneMegabyte() {
        new TestTable("large", "pk S", "sk N").create(client);
        for (int i = 0; i < 25; i++) {
            int number = i;
            client.putItem(
                    it -> it.tableName("large").item(item("pk", "p", "sk", number, "text", "x".repeat(100_000))));
        }
        ScanResponse first = client.scan(it -> it.tableName("large"));
        assertThat(first.count()).isEqualTo(10);
        assertThat(first.lastEvaluatedKey()).isEqualTo(item("pk", "p", "sk", n(9)));
        assertThat(client.scanPaginator(it -> it.tableName("large")).items()).hasSize(25);
        ScanResponse counted = client.scan(it -> it.tableName("large").select(Select.COUNT));
        assertThat(counted.count()).isEqualTo(10);
        assertThat(counted.items()).isEmpty();
    }
}
