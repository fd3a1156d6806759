package dev.vitrine.localcloud.dynamodb;

import static dev.vitrine.localcloud.dynamodb.Items.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

class TransactionsTest {
    @RegisterExtension
    static final DynamoDbServer SERVER = new DynamoDbServer();

    private static final String TABLE = "transactions";

    private final DynamoDbClient client = SERVER.client();

    @BeforeAll
    static void createTable() {
        new TestTable(TABLE, "pk S", null).create(SERVER.client());
    }

    private static TransactWriteItem put(String key, int value) {
        return TransactWriteItem.builder()
                .put(it -> it.tableName(TABLE).item(item("pk", key, "v", value)))
                .build();
    }

    private static TransactWriteItem add(String key, int value) {
        return TransactWriteItem.builder()
                .update(it -> it.tableName(TABLE)
                        .key(item("pk", key))
                        .updateExpression("ADD v :v")
                        .expressionAttributeValues(item(":v", value)))
                .build();
    }

    private static TransactWriteItem mustExist(String key) {
        return TransactWriteItem.builder()
                .conditionCheck(
                        it -> it.tableName(TABLE).key(item("pk", key)).conditionExpression("attribute_exists(pk)"))
                .build();
    }

    private boolean exists(String key) {
        return client.getItem(it -> it.tableName(TABLE).key(item("pk", key))).hasItem();
    }

    @Test
    void aCancelledTransactionSaysWhyInOrderAndChangesNothing() {
        client.transactWriteItems(it -> it.transactItems(put("there", 1)));
        TransactWriteItem guarded = TransactWriteItem.builder()
                .put(it -> it.tableName(TABLE)
                        .item(item("pk", "there", "v", 2))
                        .conditionExpression("attribute_not_exists(pk)")
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
                .build();
        var cancelled = catchThrowableOfType(
                TransactionCanceledException.class,
                () -> client.transactWriteItems(it -> it.transactItems(put("new", 1), mustExist("absent"), guarded)));
        assertThat(cancelled)
                .hasMessageContaining("Transaction cancelled, please refer cancellation reasons for specific reasons "
                        + "[None, ConditionalCheckFailed, ConditionalCheckFailed]");
        assertThat(cancelled.cancellationReasons())
                .extracting(CancellationReason::code)
                .containsExactly("None", "ConditionalCheckFailed", "ConditionalCheckFailed");
        assertThat(cancelled.cancellationReasons().getLast().item()).isEqualTo(item("pk", "there", "v", 1));
        assertThat(exists("new")).isFalse();
    }

    @Test
    void theSameTokenIsAppliedOnce() {
        for (int i = 0; i < 2; i++) {
            client.transactWriteItems(it -> it.clientRequestToken("token").transactItems(add("once", 5)));
        }
        assertThat(client.getItem(it -> it.tableName(TABLE).key(item("pk", "once")))
                        .item())
                .isEqualTo(item("pk", "once", "v", 5));
        assertThatThrownBy(() -> client.transactWriteItems(
                        it -> it.clientRequestToken("token").transactItems(add("once", 6))))
                .isInstanceOf(IdempotentParameterMismatchException.class);
    }

    @Test
    void theLimitsOfTransactionsAreKept() {
        assertThatThrownBy(() -> client.transactWriteItems(it -> it.transactItems(put("twice", 1), mustExist("twice"))))
                .hasMessageContaining("Transaction request cannot include multiple operations on one item");
        List<TransactWriteItem> many =
                IntStream.range(0, 101).mapToObj(i -> put("many" + i, i)).toList();
        assertThatThrownBy(() -> client.transactWriteItems(it -> it.transactItems(many)))
                .hasMessageContaining("Member must have length less than or equal to 100");
        client.transactWriteItems(it -> it.transactItems(many.subList(0, 100)));
        assertThat(exists("many99")).isTrue();
    }

    @Test
    void aTransactionReadsItsItemsAndPaysTwice() {
        client.transactWriteItems(it -> it.transactItems(put("read", 1)));
        List<TransactGetItem> gets = List.of(
                TransactGetItem.builder()
                        .get(it -> it.tableName(TABLE).key(item("pk", "read")).projectionExpression("v"))
                        .build(),
                TransactGetItem.builder()
                        .get(it -> it.tableName(TABLE).key(item("pk", "unread")))
                        .build());
        var response = client.transactGetItems(
                it -> it.transactItems(gets).returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
        assertThat(response.responses().getFirst().item()).isEqualTo(item("v", 1));
        assertThat(response.responses().getLast().hasItem()).isFalse();
        assertThat(response.consumedCapacity().getFirst().capacityUnits()).isEqualTo(4);
    }

    @Test
    void batchesWriteAndReadManyItems() {
        List<WriteRequest> puts = IntStream.range(0, 25)
                .mapToObj(i -> WriteRequest.builder()
                        .putRequest(it -> it.item(item("pk", "batch" + i)))
                        .build())
                .toList();
        assertThat(client.batchWriteItem(it -> it.requestItems(Map.of(TABLE, puts)))
                        .unprocessedItems())
                .isEmpty();
        var keys = IntStream.range(0, 26).mapToObj(i -> item("pk", "batch" + i)).toList();
        var found = client.batchGetItem(it -> it.requestItems(
                Map.of(TABLE, KeysAndAttributes.builder().keys(keys).build())));
        assertThat(found.responses().get(TABLE)).hasSize(25);
        assertThat(found.unprocessedKeys()).isEmpty();

        WriteRequest delete = WriteRequest.builder()
                .deleteRequest(it -> it.key(item("pk", "batch0")))
                .build();
        client.batchWriteItem(it -> it.requestItems(Map.of(TABLE, List.of(delete))));
        assertThat(exists("batch0")).isFalse();
        assertThatThrownBy(() -> client.batchWriteItem(it -> it.requestItems(Map.of(TABLE, List.of(delete, delete)))))
                .hasMessageContaining("Provided list of item keys contains duplicates");
    }
}
