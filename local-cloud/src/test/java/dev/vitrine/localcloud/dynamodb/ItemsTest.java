package dev.vitrine.localcloud.dynamodb;

import static dev.vitrine.localcloud.dynamodb.Items.at;
import static dev.vitrine.localcloud.dynamodb.Items.b;
import static dev.vitrine.localcloud.dynamodb.Items.item;
import static dev.vitrine.localcloud.dynamodb.Items.list;
import static dev.vitrine.localcloud.dynamodb.Items.map;
import static dev.vitrine.localcloud.dynamodb.Items.n;
import static dev.vitrine.localcloud.dynamodb.Items.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ComparisonOperator;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

class ItemsTest {
    @RegisterExtension
    static final DynamoDbServer SERVER = new DynamoDbServer();

    private static final String TABLE = "items";

    private final DynamoDbClient client = SERVER.client();

    @BeforeAll
    static void createTable() {
        new TestTable(TABLE, "pk S", null)
                .global("by-owner", "owned S", null, ProjectionType.ALL)
                .create(SERVER.client());
    }

    private Map<String, AttributeValue> get(String key) {
        return client.getItem(it -> it.tableName(TABLE).key(item("pk", key))).item();
    }

    private void put(Map<String, AttributeValue> item) {
        client.putItem(it -> it.tableName(TABLE).item(item));
    }

    @Test
    void everyTypeComesBackAsItWasPut() {
        Map<String, AttributeValue> item = item(
                "pk", "types",
                "text", "grüße 😀",
                "empty", "",
                "number", n("-12345678901234567890.123456789012345678"),
                "binary", b(0, 255, 7),
                "bool", AttributeValue.fromBool(false),
                "null", AttributeValue.fromNul(true),
                "list", list(n(1), s("two"), list()),
                "map", map("inner", map("deep", list(n(3)))),
                "texts", AttributeValue.fromSs(List.of("b", "a")),
                "numbers", AttributeValue.fromNs(List.of("1", "2.5")),
                "binaries", AttributeValue.fromBs(List.of(b(1).b(), b(2).b())));
        put(item);
        assertThat(get("types")).isEqualTo(item);
    }

    @ParameterizedTest
    @CsvSource({"1.0, 1", "1e3, 1000", "-0.00, 0", "+5, 5", "0.000001, 0.000001", "1E-3, 0.001", "100, 100", ".5, 0.5"})
    void numbersArePrintedPlain(String put, String read) {
        put(item("pk", "number", "n", n(put)));
        assertThat(at(get("number"), "n").n()).isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            abc | The parameter cannot be converted to a numeric value: abc
            1E126 | Number overflow. Attempting to store a number with magnitude larger than supported range
            1E-131 | Number underflow. Attempting to store a number with magnitude smaller than supported range
            123456789012345678901234567890123456789 | Attempting to store more than 38 significant digits in a Number
            """)
    void numbersOutOfRangeAreRefused(String number, String message) {
        assertThatThrownBy(() -> put(item("pk", "number", "n", n(number)))).hasMessageContaining(message);
    }

    @Test
    void invalidItemsAreRefused() {
        assertThatThrownBy(() -> put(item("other", "x")))
                .hasMessageContaining("One or more parameter values were invalid: Missing the key pk in the item");
        assertThatThrownBy(() -> put(item("pk", 1)))
                .hasMessageContaining("Type mismatch for key pk expected: S actual: N");
        assertThatThrownBy(() -> put(item("pk", "")))
                .hasMessageContaining("cannot contain an empty string value. Key: pk");
        assertThatThrownBy(() -> put(item("pk", "x".repeat(2049))))
                .hasMessageContaining("Size of hashkey has exceeded the maximum size limit of2048 bytes");
        assertThatThrownBy(() -> put(item("pk", "x", "owned", 1)))
                .hasMessageContaining("Type mismatch for Index Key owned Expected: S Actual: N IndexName: by-owner");
        assertThatThrownBy(() -> put(item("pk", "x", "big", "x".repeat(400 * 1024))))
                .hasMessageContaining("Item size has exceeded the maximum allowed size");
        assertThatThrownBy(() -> put(item("pk", "x", "set", AttributeValue.fromSs(List.of("a", "a")))))
                .hasMessageContaining("Input collection [a, a] contains duplicates.");
        AttributeValue deep = n(1);
        for (int i = 0; i < 33; i++) {
            deep = list(deep);
        }
        AttributeValue tooDeep = deep;
        assertThatThrownBy(() -> put(item("pk", "x", "deep", tooDeep)))
                .hasMessageContaining("Nesting Levels have exceeded supported limits");
        assertThatThrownBy(() -> client.getItem(it -> it.tableName(TABLE).key(item("pk", "x", "sk", "y"))))
                .hasMessageContaining("The provided key element does not match the schema");
        assertThatThrownBy(() -> client.putItem(it -> it.tableName("nowhere").item(item("pk", "x"))))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Requested resource not found");
    }

    @Test
    void aFailedConditionChangesNothingAndShowsTheItemWhenAsked() {
        put(item("pk", "guarded", "v", 1));
        var failure = catchThrowableOfType(
                ConditionalCheckFailedException.class,
                () -> client.putItem(it -> it.tableName(TABLE)
                        .item(item("pk", "guarded", "v", 2))
                        .conditionExpression("attribute_not_exists(pk)")
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)));
        assertThat(failure).hasMessageContaining("The conditional request failed");
        assertThat(failure.item()).isEqualTo(item("pk", "guarded", "v", 1));
        assertThat(get("guarded")).isEqualTo(item("pk", "guarded", "v", 1));
    }

    @Test
    void anUpdateReturnsWhatIsAskedFor() {
        put(item("pk", "returned", "a", 1, "b", 2));
        assertThat(update("returned", ReturnValue.ALL_OLD)).isEqualTo(item("pk", "returned", "a", 1, "b", 2));
        assertThat(update("returned", ReturnValue.ALL_NEW)).isEqualTo(item("pk", "returned", "a", 3, "b", 2));
        assertThat(update("returned", ReturnValue.UPDATED_OLD)).isEqualTo(item("a", 3));
        assertThat(update("returned", ReturnValue.UPDATED_NEW)).isEqualTo(item("a", 5));
        assertThat(update("returned", ReturnValue.NONE)).isEmpty();
        assertThat(client.deleteItem(it ->
                                it.tableName(TABLE).key(item("pk", "returned")).returnValues(ReturnValue.ALL_OLD))
                        .attributes())
                .isEqualTo(item("pk", "returned", "a", 6, "b", 2));
        assertThat(get("returned")).isEmpty();
        assertThatThrownBy(() -> client.deleteItem(
                        it -> it.tableName(TABLE).key(item("pk", "x")).returnValues(ReturnValue.ALL_NEW)))
                .hasMessageContaining("ReturnValues can only be ALL_OLD or NONE");
    }

    private Map<String, AttributeValue> update(String key, ReturnValue wanted) {
        return client.updateItem(it -> it.tableName(TABLE)
                        .key(item("pk", key))
                        .updateExpression("SET a = a + :one")
                        .expressionAttributeValues(item(":one", 1))
                        .returnValues(wanted))
                .attributes();
    }

    @Test
    void anUpdateMakesAnItemUnlessItOnlyRemoves() {
        client.updateItem(it -> it.tableName(TABLE).key(item("pk", "made")));
        assertThat(get("made")).isEqualTo(item("pk", "made"));
        client.updateItem(it -> it.tableName(TABLE).key(item("pk", "unmade")).updateExpression("REMOVE a"));
        assertThat(get("unmade")).isEmpty();
    }

    @Test
    void invalidUpdatesAreRefused() {
        assertThatThrownBy(() -> client.updateItem(it -> it.tableName(TABLE)
                        .key(item("pk", "x"))
                        .updateExpression("SET pk = :v")
                        .expressionAttributeValues(item(":v", 1))))
                .hasMessageContaining("Cannot update attribute pk. This attribute is part of the key");
        assertThatThrownBy(() -> client.updateItem(it -> it.tableName(TABLE)
                        .key(item("pk", "x"))
                        .updateExpression("SET a = :v")
                        .expressionAttributeValues(item(":v", 1, ":unused", 2))))
                .hasMessageContaining(
                        "Value provided in ExpressionAttributeValues unused in expressions: keys: {:unused}");
        assertThatThrownBy(() -> client.updateItem(
                        it -> it.tableName(TABLE).key(item("pk", "x")).expressionAttributeValues(item(":v", 1))))
                .hasMessageContaining("ExpressionAttributeValues can only be specified when using expressions: "
                        + "UpdateExpression and ConditionExpression are null");
        assertThatThrownBy(() -> client.putItem(it -> it.tableName(TABLE)
                        .item(item("pk", "x"))
                        .expected(Map.of(
                                "pk",
                                ExpectedAttributeValue.builder()
                                        .comparisonOperator(ComparisonOperator.NULL)
                                        .build()))))
                .isInstanceOf(DynamoDbException.class)
                .hasMessageContaining("Expected is not supported; use ConditionExpression instead");
    }

    @Test
    void capacityIsCountedAsTheServiceDoes() {
        var written = client.putItem(it -> it.tableName(TABLE)
                .item(item("pk", "capacity", "owned", "me", "text", "x".repeat(2500)))
                .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES));
        assertThat(written.consumedCapacity().table().capacityUnits()).isEqualTo(3);
        assertThat(written.consumedCapacity().capacityUnits()).isEqualTo(6);
        var smaller = client.putItem(it ->
                it.tableName(TABLE).item(item("pk", "capacity")).returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
        assertThat(smaller.consumedCapacity().capacityUnits()).isEqualTo(6);
        put(item("pk", "capacity", "text", "x".repeat(5000)));
        var read = client.getItem(it ->
                it.tableName(TABLE).key(item("pk", "capacity")).returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
        assertThat(read.consumedCapacity().capacityUnits()).isEqualTo(1);
    }
}
