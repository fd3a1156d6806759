package dev.vitrine.common.aws;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbWaiter;

/** Definition of the one table. {@code docs/data-model.md} describes its items. */
public final class VitrineTable {
    public static final String DEFAULT_NAME = "vitrine";
    public static final String PK = "pk";
    public static final String SK = "sk";
    /** Epoch second after which an item is deleted. */
    public static final String EXPIRES_AT = "expiresAt";
    /** Sparse index of what is to be done. */
    public static final String OPEN_INDEX = "open";

    static final String OPEN_PK = "openPk";
    static final String OPEN_SK = "openSk";
    /** Index of what is listed, newest first. */
    public static final String HISTORY_INDEX = "history";

    static final String HISTORY_PK = "historyPk";
    static final String HISTORY_SK = "historySk";
    /** Sparse index of jobs by who submitted them, newest first, over attributes that every job has. */
    static final String OWNER_INDEX = "owner";

    static final String OWNER = "owner";
    static final String ID = "id";
    /** Sparse index of jobs by prototype, newest first, over attributes that every job has. */
    static final String PROTOTYPE_INDEX = "prototype";

    static final String PROTOTYPE = "prototype";

    private VitrineTable() {}

    /** What creates the table: on demand, four indexes. */
    public static CreateTableRequest definition(String name) {
        return CreateTableRequest.builder()
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(Stream.of(PK, SK, OPEN_PK, OPEN_SK, HISTORY_PK, HISTORY_SK, OWNER, ID, PROTOTYPE)
                        .map(VitrineTable::text)
                        .toList())
                .keySchema(keys(PK, SK))
                .globalSecondaryIndexes(
                        index(OPEN_INDEX, OPEN_PK, OPEN_SK),
                        index(HISTORY_INDEX, HISTORY_PK, HISTORY_SK),
                        index(OWNER_INDEX, OWNER, ID),
                        index(PROTOTYPE_INDEX, PROTOTYPE, ID))
                .build();
    }

    /** Creates the table unless it is there, waits until it is active, and turns expiry on. Returns whether it is new. */
    public static boolean createIfAbsent(DynamoDbClient client, String name) {
        boolean created = create(client, name);
        try (DynamoDbWaiter waiter = client.waiter()) {
            waiter.waitUntilTableExists(request -> request.tableName(name));
        }
        TimeToLiveStatus expiry = client.describeTimeToLive(request -> request.tableName(name))
                .timeToLiveDescription()
                .timeToLiveStatus();
        if (expiry != TimeToLiveStatus.ENABLED && expiry != TimeToLiveStatus.ENABLING) {
            client.updateTimeToLive(request -> request.tableName(name)
                    .timeToLiveSpecification(ttl -> ttl.enabled(true).attributeName(EXPIRES_AT)));
        }
        return created;
    }

    private static boolean create(DynamoDbClient client, String name) {
        try {
            client.createTable(definition(name));
            return true;
        } catch (ResourceInUseException e) {
            return false;
        }
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static List<KeySchemaElement> keys(String hash, String range) {
        return List.of(
                KeySchemaElement.builder()
                        .attributeName(hash)
                        .keyType(KeyType.HASH)
                        .build(),
                KeySchemaElement.builder()
                        .attributeName(range)
                        .keyType(KeyType.RANGE)
                        .build());
    }

    private static GlobalSecondaryIndex index(String name, String hash, String range) {
        return GlobalSecondaryIndex.builder()
                .indexName(name)
                .keySchema(keys(hash, range))
                .projection(projection -> projection.projectionType(ProjectionType.ALL))
                .build();
    }
}
