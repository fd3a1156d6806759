package dev.vitrine.localcloud.dynamodb;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Makes an on-demand table; a key is written as its attribute's name and type, such as {@code "pk S"}. */
final class TestTable {
    private final CreateTableRequest.Builder request;
    private final List<AttributeDefinition> attributes = new ArrayList<>();
    private final List<GlobalSecondaryIndex> globals = new ArrayList<>();
    private final List<LocalSecondaryIndex> locals = new ArrayList<>();

    TestTable(String name, String partition, @Nullable String sort) {
        request = CreateTableRequest.builder().tableName(name).billingMode(BillingMode.PAY_PER_REQUEST);
        request.keySchema(keys(partition, sort));
    }

    TestTable global(String name, String partition, @Nullable String sort, ProjectionType type, String... included) {
        globals.add(GlobalSecondaryIndex.builder()
                .indexName(name)
                .keySchema(keys(partition, sort))
                .projection(projection(type, included))
                .build());
        return this;
    }

    TestTable local(String name, String partition, String sort, ProjectionType type, String... included) {
        locals.add(LocalSecondaryIndex.builder()
                .indexName(name)
                .keySchema(keys(partition, sort))
                .projection(projection(type, included))
                .build());
        return this;
    }

    TableDescription create(DynamoDbClient client) {
        if (!globals.isEmpty()) {
            request.globalSecondaryIndexes(globals);
        }
        if (!locals.isEmpty()) {
            request.localSecondaryIndexes(locals);
        }
        return client.createTable(request.attributeDefinitions(attributes).build())
                .tableDescription();
    }

    static Projection projection(ProjectionType type, String... included) {
        Projection.Builder projection = Projection.builder().projectionType(type);
        return included.length == 0
                ? projection.build()
                : projection.nonKeyAttributes(included).build();
    }

    private List<KeySchemaElement> keys(String partition, @Nullable String sort) {
        List<KeySchemaElement> keys = new ArrayList<>();
        keys.add(key(partition, KeyType.HASH));
        if (sort != null) {
            keys.add(key(sort, KeyType.RANGE));
        }
        return keys;
    }

    private KeySchemaElement key(String nameAndType, KeyType type) {
        int space = nameAndType.indexOf(' ');
        String name = nameAndType.substring(0, space);
        AttributeDefinition attribute = AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(nameAndType.substring(space + 1))
                .build();
        if (!attributes.contains(attribute)) {
            attributes.add(attribute);
        }
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }
}
