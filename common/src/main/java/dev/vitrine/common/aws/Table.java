package dev.vitrine.common.aws;

import dev.vitrine.common.store.StoreUnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/**
 * The one table with errors translated: what the SDK cannot mend is a {@link StoreUnavailableException}. Writes that
 * meet another's transaction are tried again here, since the SDK does not.
 */
final class Table {
    private static final int CONFLICT_ATTEMPTS = 20;
    private static final int LONGEST_PK = 2_048;
    private static final int LONGEST_SK = 1_024;
    private static final Duration LONGEST_CONFLICT_DELAY = Duration.ofMillis(200);

    private final DynamoDbClient client;
    private final String name;
    private final UnreadIndexes indexes;

    Table(DynamoDbClient client, String name) {
        this.client = client;
        this.name = name;
        this.indexes = new UnreadIndexes(name);
    }

    /** What became of a conditional write. */
    sealed interface Written {
        /** Done; the item as it is now, empty after a put. */
        record Done(Item item) implements Written {}

        /** The condition did not hold; the item as it stands, empty when there is none. */
        record Refused(Item item) implements Written {}

        default boolean isDone() {
            return this instanceof Done;
        }
    }

    /** Whether items may have such a partition key; what is none is refused by DynamoDB rather than not found. */
    static boolean isPartition(String pk) {
        return isWithin(pk, LONGEST_PK);
    }

    private static boolean isWithin(String key, int most) {
        return !key.isEmpty() && key.getBytes(StandardCharsets.UTF_8).length <= most;
    }

    /** Reads an item as of now, never an older state. */
    Optional<Item> get(String doing, String pk, String sk) {
        if (!isPartition(pk) || !isWithin(sk, LONGEST_SK)) {
            return Optional.empty();
        }
        Map<String, AttributeValue> item = call(doing, () -> client.getItem(
                        request -> request.tableName(name).key(Item.key(pk, sk)).consistentRead(true))
                .item());
        return item == null || item.isEmpty() ? Optional.empty() : Optional.of(new Item(item));
    }

    Written update(String doing, Change change) {
        return conditional(doing, () -> {
            Map<String, AttributeValue> now = client.updateItem(request -> request.tableName(name)
                            .key(change.key())
                            .updateExpression(change.update())
                            .conditionExpression(change.condition())
                            .expressionAttributeNames(change.names())
                            .expressionAttributeValues(change.valuesOrNull())
                            .returnValues(ReturnValue.ALL_NEW)
                            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
                    .attributes();
            return new Written.Done(new Item(now));
        });
    }

    /** Stores the item unless there is one with its key. */
    Written putIfAbsent(String doing, Map<String, AttributeValue> item) {
        return conditional(doing, () -> {
            client.putItem(request -> request.tableName(name)
                    .item(item)
                    .conditionExpression(Change.ABSENT)
                    .expressionAttributeNames(Map.of("#pk", VitrineTable.PK))
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return new Written.Done(new Item(Map.of()));
        });
    }

    private Written conditional(String doing, Supplier<Written> write) {
        try {
            return call(doing, write);
        } catch (ConditionalCheckFailedException e) {
            return new Written.Refused(new Item(e.hasItem() ? e.item() : Map.of()));
        }
    }

    /** Writes all or nothing. Empty when written, else per write whether its condition did not hold. */
    Optional<List<Boolean>> transact(String doing, List<TransactWriteItem> writes) {
        try {
            call(doing, () -> client.transactWriteItems(request -> request.transactItems(writes)));
            return Optional.empty();
        } catch (TransactionCanceledException e) {
            return Optional.of(e.cancellationReasons().stream()
                    .map(Table::isConditionFailure)
                    .toList());
        }
    }

    TransactWriteItem put(Map<String, AttributeValue> item, String condition, Map<String, AttributeValue> values) {
        return TransactWriteItem.builder()
                .put(put -> put.tableName(name)
                        .item(item)
                        .conditionExpression(condition)
                        .expressionAttributeNames(Change.namesIn(condition))
                        .expressionAttributeValues(values.isEmpty() ? null : values))
                .build();
    }

    TransactWriteItem change(Change change) {
        return TransactWriteItem.builder()
                .update(update -> update.tableName(name)
                        .key(change.key())
                        .updateExpression(change.update())
                        .conditionExpression(change.condition())
                        .expressionAttributeNames(change.names())
                        .expressionAttributeValues(change.valuesOrNull()))
                .build();
    }

    TransactWriteItem check(Change change) {
        return TransactWriteItem.builder()
                .conditionCheck(check -> check.tableName(name)
                        .key(change.key())
                        .conditionExpression(change.condition())
                        .expressionAttributeNames(change.names())
                        .expressionAttributeValues(change.valuesOrNull()))
                .build();
    }

    /** Items of a query; pages are fetched as the stream is read. */
    Stream<Item> query(String doing, QueryRequest query) {
        return Stream.iterate(Optional.of(page(doing, query)), Optional::isPresent, last -> last.filter(
                                QueryResponse::hasLastEvaluatedKey)
                        .map(page -> page(
                                doing,
                                query.toBuilder()
                                        .exclusiveStartKey(page.lastEvaluatedKey())
                                        .build())))
                .flatMap(page -> page.orElseThrow().items().stream())
                .map(Item::new);
    }

    /** One page of a query. The table's name is filled in. */
    QueryResponse page(String doing, QueryRequest query) {
        return call(
                doing,
                () -> indexes.read(
                        doing,
                        Optional.ofNullable(query.indexName()),
                        () -> client.query(query.toBuilder().tableName(name).build())));
    }

    private static boolean isConditionFailure(CancellationReason reason) {
        return "ConditionalCheckFailed".equals(reason.code());
    }

    private <T> T call(String doing, Supplier<T> call) {
        for (int attempt = 1; ; attempt++) {
            try {
                return call.get();
            } catch (ConditionalCheckFailedException e) {
                throw e;
            } catch (TransactionCanceledException e) {
                if (e.cancellationReasons().stream().anyMatch(Table::isConditionFailure)) {
                    throw e;
                }
                pauseOrGiveUp(doing, attempt, e);
            } catch (TransactionConflictException e) {
                pauseOrGiveUp(doing, attempt, e);
            } catch (ResourceNotFoundException e) {
                throw new StoreUnavailableException(
                        "cannot " + doing + ": there is no table '" + name + "'; publish first (make publish)", e);
            } catch (SdkException e) {
                throw new StoreUnavailableException(
                        "cannot " + doing + ": table '" + name + "' does not answer (" + SdkErrors.inOneLine(e)
                                + "); try again in a minute",
                        e);
            }
        }
    }

    private static void pauseOrGiveUp(String doing, int attempt, SdkException conflict) {
        if (attempt == CONFLICT_ATTEMPTS) {
            throw new StoreUnavailableException("cannot " + doing + ": others kept changing the same item", conflict);
        }
        long longest = Math.min(
                LONGEST_CONFLICT_DELAY.toNanos(),
                Duration.ofMillis(5L << Math.min(attempt, 10)).toNanos());
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(longest / 2, longest));
    }
}
