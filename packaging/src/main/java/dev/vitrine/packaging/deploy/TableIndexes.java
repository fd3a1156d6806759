package dev.vitrine.packaging.deploy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.waiters.Waiter;
import software.amazon.awssdk.core.waiters.WaiterAcceptor;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * The indexes of a table that was kept when its stack was destroyed. CloudFormation takes such a table over as it is and
 * believes that it is as declared, so one from an earlier version would lack what came since.
 *
 * @param declared what creates the table today
 */
record TableIndexes(DynamoDbClient client, CreateTableRequest declared, Narrator narrator) {
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration LIMIT = Duration.ofMinutes(30);

    /** Makes the indexes that are missing, one after the other as DynamoDB wants it, and waits until each can be read. */
    void complete() {
        Set<String> there = describe().globalSecondaryIndexes().stream()
                .map(GlobalSecondaryIndexDescription::indexName)
                .collect(Collectors.toSet());
        for (GlobalSecondaryIndex index : declared.globalSecondaryIndexes()) {
            if (!there.contains(index.indexName())) {
                client.updateTable(request -> request.tableName(declared.tableName())
                        .attributeDefinitions(declared.attributeDefinitions())
                        .globalSecondaryIndexUpdates(creation(index)));
                await(index.indexName());
                narrator.outcome(Narrator.Change.NEW, "index " + index.indexName() + " of the table that was kept", "");
            }
        }
    }

    private static GlobalSecondaryIndexUpdate creation(GlobalSecondaryIndex index) {
        return GlobalSecondaryIndexUpdate.builder()
                .create(create -> create.indexName(index.indexName())
                        .keySchema(index.keySchema())
                        .projection(index.projection()))
                .build();
    }

    private void await(String index) {
        Waiter.builder(TableDescription.class)
                .addAcceptor(WaiterAcceptor.successOnResponseAcceptor(table -> isActive(table, index)))
                .addAcceptor(WaiterAcceptor.retryOnResponseAcceptor(table -> true))
                .overrideConfiguration(configuration -> configuration
                        .maxAttempts(Math.toIntExact(LIMIT.dividedBy(POLL)))
                        .waitTimeout(LIMIT)
                        .backoffStrategyV2(BackoffStrategy.fixedDelayWithoutJitter(POLL)))
                .build()
                .run(this::describe);
    }

    private static boolean isActive(TableDescription table, String index) {
        List<GlobalSecondaryIndexDescription> indexes = table.globalSecondaryIndexes();
        return indexes.stream()
                .anyMatch(one -> one.indexName().equals(index) && one.indexStatus() == IndexStatus.ACTIVE);
    }

    private TableDescription describe() {
        return client.describeTable(request -> request.tableName(declared.tableName()))
                .table();
    }
}
