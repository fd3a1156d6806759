package dev.vitrine.localcloud.dynamodb.operation;

import static dev.vitrine.localcloud.dynamodb.DynamoDbErrors.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.dynamodb.store.WriteBatch;
import dev.vitrine.localcloud.dynamodb.table.TableDefinition;
import dev.vitrine.localcloud.http.AwsException;
import dev.vitrine.localcloud.http.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Up to 100 writes of different items that happen all or not at all. */
final class TransactWriteItems {
    private static final int MAX_WRITES = 100;
    private static final long MAX_BYTES = 4L << 20;
    private static final List<String> KINDS = List.of("ConditionCheck", "Put", "Update", "Delete");

    private TransactWriteItems() {}

    static JsonNode call(Database database, Request request) {
        Capacity.Detail detail = request.choice("ReturnConsumedCapacity", Capacity.Detail.NONE);
        ClientTokens tokens = new ClientTokens(database.clock());
        List<Capacity> capacities = WriteItems.current(
                database,
                () -> prepare(database, request),
                writes -> writes.stream().map(ItemWrite::table).distinct().toList(),
                (writes, batch) -> {
                    boolean replay = request.text("ClientRequestToken")
                            .map(token -> tokens.isReplay(batch, token, request.json()))
                            .orElse(false);
                    return replay ? readCapacities(database, writes) : apply(database, batch, writes);
                });
        ObjectNode answer = Json.object();
        consumed(capacities, detail).ifPresent(json -> answer.set("ConsumedCapacity", json));
        return answer;
    }

    static Optional<ArrayNode> consumed(List<Capacity> capacities, Capacity.Detail detail) {
        Map<String, Capacity> sums = new LinkedHashMap<>();
        capacities.forEach(capacity -> sums.merge(capacity.tableName(), capacity, Capacity::plus));
        ArrayNode consumed = JsonNodeFactory.instance.arrayNode();
        sums.values().forEach(sum -> sum.doubled().write(detail, true).ifPresent(consumed::add));
        return consumed.isEmpty() ? Optional.empty() : Optional.of(consumed);
    }

    private static List<ItemWrite> prepare(Database database, Request request) {
        List<ItemWrite> writes = new ArrayList<>();
        for (Request part : request.requiredStructures("TransactItems", 1, MAX_WRITES)) {
            writes.add(prepareOne(database, part));
        }
        Set<Map.Entry<String, Object>> seen = new HashSet<>();
        for (ItemWrite write : writes) {
            if (!seen.add(Map.entry(write.table().name(), write.key()))) {
                throw validation("Transaction request cannot include multiple operations on one item");
            }
        }
        return writes;
    }

    private static ItemWrite prepareOne(Database database, Request part) {
        List<String> kinds = KINDS.stream().filter(part::has).toList();
        if (kinds.size() != 1) {
            throw validation("TransactItems can only contain one of Check, Put, Update or Delete");
        }
        Request action = part.requiredStructure(kinds.getFirst());
        TableDefinition table = database.catalog().get(action.tableName());
        return switch (kinds.getFirst()) {
            case "Put" -> ItemWrite.put(table, action);
            case "Delete" -> ItemWrite.delete(table, action);
            case "ConditionCheck" -> ItemWrite.check(table, action);
            default -> {
                action.requiredText("UpdateExpression");
                yield ItemWrite.update(table, action);
            }
        };
    }

    private static List<Capacity> apply(Database database, WriteBatch batch, List<ItemWrite> writes) {
        List<Capacity> capacities = new ArrayList<>();
        List<@Nullable AwsException> failures = new ArrayList<>();
        long bytes = 0;
        for (ItemWrite write : writes) {
            try {
                ItemWrite.Outcome outcome = write.apply(database, batch);
                capacities.add(outcome.capacity());
                bytes += outcome.after() == null ? 0 : outcome.after().size();
                failures.add(null);
            } catch (AwsException e) {
                failures.add(e);
            }
        }
        if (failures.stream().anyMatch(failure -> failure != null)) {
            throw cancelled(failures);
        }
        if (bytes > MAX_BYTES) {
            throw validation("The aggregate size of the items in the transaction exceeds the limit of 4 MB");
        }
        return capacities;
    }

    /** A replayed transaction costs the reading of its items. */
    private static List<Capacity> readCapacities(Database database, List<ItemWrite> writes) {
        return writes.stream()
                .map(write -> {
                    long size = database.get(write.table(), write.key())
                            .map(item -> (long) item.size())
                            .orElse(0L);
                    return Capacity.ofTable(write.table().name(), Capacity.Kind.READ, Capacity.readUnits(size, true));
                })
                .toList();
    }

    private static AwsException cancelled(List<@Nullable AwsException> failures) {
        ArrayNode reasons = JsonNodeFactory.instance.arrayNode();
        for (AwsException failure : failures) {
            ObjectNode reason = reasons.addObject().put("Code", code(failure));
            if (failure != null) {
                reason.put("Message", failure.getMessage());
                JsonNode item = failure.details().get("Item");
                if (item != null) {
                    reason.set("Item", item);
                }
            }
        }
        String codes = failures.stream().map(TransactWriteItems::code).collect(Collectors.joining(", "));
        return new AwsException(
                400,
                "TransactionCanceledException",
                "Transaction cancelled, please refer cancellation reasons for specific reasons [" + codes + "]",
                Map.of("CancellationReasons", reasons));
    }

    private static String code(@Nullable AwsException failure) {
        return failure == null
                ? "None"
                : Stream.of("ConditionalCheckFailed", "Validation")
                        .filter(failure.code()::startsWith)
                        .map(code -> code.equals("Validation") ? "ValidationError" : code)
                        .findFirst()
                        .orElseThrow(() -> failure);
    }
}
