package dev.vitrine.packaging.deploy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkClientException;
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
 * The indexes of the table that is there. One that was kept when its stack was destroyed CloudFormation takes over as it is
 * and believes that it is as declared, so one from an earlier version would lack what came since; and where CloudFormation
 * adds an index it does not wait until that can be read.
 *
 * @param declared what creates the table today
 */
record TableIndexes(DynamoDbClient client, CreateTableRequest declared, Narrator narrator) {
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration LIMIT = Duration.ofMinutes(30);

    /** Makes the indexes that are missing, one after the other as DynamoDB wants it, and waits until all can be read. */
    void complete() {
        await();
        for (GlobalSecondaryIndex index : missing(describe())) {
            client.updateTable(request -> request.tableName(declared.tableName())
                    .attributeDefinitions(declared.attributeDefinitions())
                    .globalSecondaryIndexUpdates(creation(index)));
            await();
            narrator.outcome(Narrator.Change.NEW, "index " + index.indexName() + " of the table that was kept", "");
        }
    }

    /** What lists cannot be read by yet; empty when all is well. */
    Optional<String> unready() {
        TableDescription table = describe();
        List<String> unready = new ArrayList<>(building(table));
        missing(table).forEach(index -> unready.add(index.indexName()));
        return unready.isEmpty()
                ? Optional.empty()
                : Optional.of("has no index " + String.join(", ", unready) + " yet that can be read");
    }

    private List<GlobalSecondaryIndex> missing(TableDescription table) {
        Set<String> there = table.globalSecondaryIndexes().stream()
                .map(GlobalSecondaryIndexDescription::indexName)
                .collect(Collectors.toSet());
        return declared.globalSecondaryIndexes().stream()
                .filter(index -> !there.contains(index.indexName()))
                .toList();
    }

    /**
     * Waits until every index of the table can be read. Until then what lists by one that is being built says so.
     *
     * @throws DeployException when that takes too long
     */
    void await() {
        List<String> building = building(describe());
        if (building.isEmpty()) {
            return;
        }
        narrator.say("waiting   index " + String.join(", ", building) + ", which DynamoDB fills from the table;"
                + " that takes minutes");
        try {
            Waiter.builder(TableDescription.class)
                    .addAcceptor(WaiterAcceptor.successOnResponseAcceptor(
                            table -> building(table).isEmpty()))
                    .addAcceptor(WaiterAcceptor.retryOnResponseAcceptor(table -> true))
                    .overrideConfiguration(configuration -> configuration
                            .maxAttempts(Math.toIntExact(LIMIT.dividedBy(POLL)))
                            .waitTimeout(LIMIT)
                            .backoffStrategyV2(BackoffStrategy.fixedDelayWithoutJitter(POLL)))
                    .build()
                    .run(this::describe);
        } catch (SdkClientException e) {
            throw new DeployException("The table " + declared.tableName() + " still builds its index "
                    + String.join(", ", building(describe())) + " after " + LIMIT.toMinutes()
                    + " minutes. It goes on by itself; make deploy again later does the rest.");
        }
    }

    private static GlobalSecondaryIndexUpdate creation(GlobalSecondaryIndex index) {
        return GlobalSecondaryIndexUpdate.builder()
                .create(create -> create.indexName(index.indexName())
                        .keySchema(index.keySchema())
                        .projection(index.projection()))
                .build();
    }

    private static List<String> building(TableDescription table) {
        return table.globalSecondaryIndexes().stream()
                .filter(index -> index.indexStatus() != IndexStatus.ACTIVE)
                .map(GlobalSecondaryIndexDescription::indexName)
                .toList();
    }

    private TableDescription describe() {
        return client.describeTable(request -> request.tableName(declared.tableName()))
                .table();
    }
}
