package dev.vitrine.localcloud.dynamodb;

import static dev.vitrine.localcloud.dynamodb.Items.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsStatus;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

class TablesTest {
    @RegisterExtension
    static final DynamoDbServer SERVER = new DynamoDbServer();

    private final DynamoDbClient client = SERVER.client();

    private TableDescription describe(String name) {
        return client.describeTable(it -> it.tableName(name)).table();
    }

    @Test
    void aTableIsActiveAtOnceAndDescribesItself() {
        new TestTable("described", "pk S", "sk N")
                .global("by-g", "g S", null, ProjectionType.ALL)
                .local("by-l", "pk S", "l S", ProjectionType.INCLUDE, "extra")
                .create(client);
        client.putItem(it -> it.tableName("described").item(item("pk", "a", "sk", 7, "g", "x")));

        TableDescription table = describe("described");
        assertThat(table.tableStatus()).isEqualTo(TableStatus.ACTIVE);
        assertThat(table.itemCount()).isEqualTo(1);
        assertThat(table.tableSizeBytes()).isEqualTo(9);
        assertThat(table.tableArn()).isEqualTo("arn:aws:dynamodb:us-east-1:000000000000:table/described");
        assertThat(table.billingModeSummary().billingMode()).isEqualTo(BillingMode.PAY_PER_REQUEST);
        assertThat(table.globalSecondaryIndexes().getFirst().itemCount()).isEqualTo(1);
        assertThat(table.localSecondaryIndexes().getFirst().projection().nonKeyAttributes())
                .containsExactly("extra");
        assertThatThrownBy(() -> new TestTable("described", "pk S", null).create(client))
                .isInstanceOf(ResourceInUseException.class)
                .hasMessageContaining("Table already exists: described");
    }

    @Test
    void wrongTablesAreRefused() {
        assertThatThrownBy(() -> new TestTable("no", "pk S", null).create(client))
                .hasMessageContaining("at least 3 characters long");
        assertThatThrownBy(() -> new TestTable("wrong!", "pk S", null).create(client))
                .hasMessageContaining("Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+");
        assertThatThrownBy(() -> new TestTable("wrong", "pk S", "pk S").create(client))
                .hasMessageContaining(
                        "Both the Hash Key and the Range Key element in the KeySchema have the same name");
        assertThatThrownBy(() -> new TestTable("wrong", "pk M", null).create(client))
                .hasMessageContaining("Member must satisfy enum value set: [B, N, S]");
        assertThatThrownBy(() -> new TestTable("wrong", "pk S", null)
                        .local("local", "pk S", "l S", ProjectionType.ALL)
                        .create(client))
                .hasMessageContaining("Table KeySchema does not have a range key");
        assertThatThrownBy(() -> client.describeTable(it -> it.tableName("wrong")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Requested resource not found: Table: wrong not found");
    }

    @Test
    void tablesAreListedInPagesAndDeletedForGood() {
        List<String> names = IntStream.range(0, 5).mapToObj(i -> "listed-" + i).toList();
        names.forEach(name -> new TestTable(name, "pk S", null).create(client));
        assertThat(client.listTablesPaginator(it -> it.limit(2)).tableNames()).containsAll(names);
        client.putItem(it -> it.tableName("listed-0").item(item("pk", "old")));
        client.deleteTable(it -> it.tableName("listed-0"));
        assertThatThrownBy(() -> client.getItem(it -> it.tableName("listed-0").key(item("pk", "old"))))
                .isInstanceOf(ResourceNotFoundException.class);
        new TestTable("listed-0", "pk S", null).create(client);
        assertThat(client.scan(it -> it.tableName("listed-0")).items()).isEmpty();
    }

    @Test
    void anIndexAddedLaterHoldsTheItemsThatWereThere() {
        new TestTable("indexed", "pk S", null).create(client);
        for (int i = 0; i < 50; i++) {
            int number = i;
            client.putItem(it -> it.tableName("indexed").item(item("pk", "i" + number, "g", "g" + number % 2)));
        }
        client.updateTable(it -> it.tableName("indexed")
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("g")
                        .attributeType("S")
                        .build())
                .globalSecondaryIndexUpdates(GlobalSecondaryIndexUpdate.builder()
                        .create(create -> create.indexName("later")
                                .keySchema(KeySchemaElement.builder()
                                        .attributeName("g")
                                        .keyType(KeyType.HASH)
                                        .build())
                                .projection(TestTable.projection(ProjectionType.ALL)))
                        .build()));
        assertThat(client.query(it -> it.tableName("indexed")
                                .indexName("later")
                                .keyConditionExpression("g = :g")
                                .expressionAttributeValues(item(":g", "g1")))
                        .items())
                .hasSize(25);
        client.updateTable(it -> it.tableName("indexed")
                .globalSecondaryIndexUpdates(GlobalSecondaryIndexUpdate.builder()
                        .delete(delete -> delete.indexName("later"))
                        .build()));
        assertThat(describe("indexed").globalSecondaryIndexes()).isEmpty();
        assertThatThrownBy(() -> client.scan(it -> it.tableName("indexed").indexName("later")))
                .hasMessageContaining("The table does not have the specified index: later");
    }

    @Test
    void anExpiredItemGoesAndAnotherStays() {
        new TestTable("expiring", "pk S", null).create(client);
        int now = Math.toIntExact(Instant.now().getEpochSecond());
        client.putItem(it -> it.tableName("expiring").item(item("pk", "before", "ttl", now - 10)));
        client.updateTimeToLive(it -> it.tableName("expiring")
                .timeToLiveSpecification(ttl -> ttl.attributeName("ttl").enabled(true)));
        client.putItem(it -> it.tableName("expiring").item(item("pk", "after", "ttl", now - 10)));
        client.putItem(it -> it.tableName("expiring").item(item("pk", "future", "ttl", now + 1000)));
        client.putItem(it -> it.tableName("expiring").item(item("pk", "text", "ttl", "1")));
        assertThat(client.describeTimeToLive(it -> it.tableName("expiring"))
                        .timeToLiveDescription()
                        .timeToLiveStatus())
                .isEqualTo(TimeToLiveStatus.ENABLED);

        await().untilAsserted(() -> assertThat(
                        Items.texts(client.scan(it -> it.tableName("expiring")).items(), "pk"))
                .containsExactlyInAnyOrder("future", "text"));
        assertThatThrownBy(() -> client.updateTimeToLive(it -> it.tableName("expiring")
                        .timeToLiveSpecification(ttl -> ttl.attributeName("ttl").enabled(true))))
                .hasMessageContaining("TimeToLive is already enabled");
    }

    @Test
    void tagsAndBackupsAndProtectionAreKept() {
        String arn = new TestTable("tagged", "pk S", null).create(client).tableArn();
        client.tagResource(it -> it.resourceArn(arn)
                .tags(
                        Tag.builder().key("a").value("1").build(),
                        Tag.builder().key("b").value("2").build()));
        client.untagResource(it -> it.resourceArn(arn).tagKeys("a"));
        assertThat(client.listTagsOfResource(it -> it.resourceArn(arn)).tags())
                .containsExactly(Tag.builder().key("b").value("2").build());

        client.updateContinuousBackups(it -> it.tableName("tagged")
                .pointInTimeRecoverySpecification(recovery -> recovery.pointInTimeRecoveryEnabled(true)));
        var backups =
                client.describeContinuousBackups(it -> it.tableName("tagged")).continuousBackupsDescription();
        assertThat(backups.continuousBackupsStatus()).isEqualTo(ContinuousBackupsStatus.ENABLED);
        assertThat(backups.pointInTimeRecoveryDescription().pointInTimeRecoveryStatusAsString())
                .isEqualTo("ENABLED");

        client.updateTable(it -> it.tableName("tagged").deletionProtectionEnabled(true));
        assertThatThrownBy(() -> client.deleteTable(it -> it.tableName("tagged")))
                .hasMessageContaining("protected against deletion");
    }

    @Test
    void aRestartFindsEverythingAgain(@TempDir Path folder) throws Exception {
        try (DynamoDbServer first = new DynamoDbServer()) {
            first.start(folder, 0);
            new TestTable("kept", "pk S", null)
                    .global("by-g", "g S", null, ProjectionType.ALL)
                    .create(first.client());
            first.client().putItem(it -> it.tableName("kept").item(item("pk", "a", "g", "x")));
        }
        try (DynamoDbServer second = new DynamoDbServer()) {
            second.start(folder, 0);
            assertThat(second.client()
                            .scan(it -> it.tableName("kept").indexName("by-g"))
                            .items())
                    .containsExactly(item("pk", "a", "g", "x"));
        }
    }
}
