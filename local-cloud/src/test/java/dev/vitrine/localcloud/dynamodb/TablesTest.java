package dev.vitrine.localcloud.dynamodb;

import static dev.vitrine.localcloud.dynamodb.Items.item;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

class TablesTest {
    @RegisterExtension
    static final DynamoDbServer SERVER = new DynamoDbServer();

    private final DynamoDbClient client = SERVER.client();

    @Test
    void anItemPutIsRead() {
        var description = new TestTable("first", "pk S", "sk N")
                .global("by-g", "g S", null, ProjectionType.ALL)
                .create(client);
        assertThat(description.tableStatus()).isEqualTo(TableStatus.ACTIVE);

        client.putItem(it -> it.tableName("first").item(item("pk", "a", "sk", 7, "g", "x", "text", "hello")));

        assertThat(client.getItem(it -> it.tableName("first").key(item("pk", "a", "sk", 7)))
                        .item())
                .isEqualTo(item("pk", "a", "sk", 7, "g", "x", "text", "hello"));
        assertThat(client.query(it -> it.tableName("first")
                                .indexName("by-g")
                                .keyConditionExpression("g = :g")
                                .expressionAttributeValues(item(":g", "x")))
                        .items())
                .hasSize(1);
    }
}
