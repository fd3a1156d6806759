package dev.vitrine.localcloud.dynamodb.operation;

import static dev.vitrine.localcloud.dynamodb.DynamoDbErrors.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.dynamodb.expression.Projection;
import dev.vitrine.localcloud.dynamodb.store.WriteBatch;
import dev.vitrine.localcloud.dynamodb.table.TableDefinition;
import dev.vitrine.localcloud.dynamodb.value.Item;
import dev.vitrine.localcloud.dynamodb.value.ItemJson;
import dev.vitrine.localcloud.http.Json;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** PutItem, UpdateItem and DeleteItem. */
final class WriteItems {
    private enum ReturnValues {
        ALL_NEW,
        UPDATED_OLD,
        ALL_OLD,
        NONE,
        UPDATED_NEW
    }

    private WriteItems() {}

    static JsonNode put(Database database, Request request) {
        LegacyParameters.refuse(request, "ConditionExpression", "Expected", "ConditionalOperator");
        checkOldOrNone(request);
        return run(database, request, ItemWrite::put);
    }

    static JsonNode delete(Database database, Request request) {
        LegacyParameters.refuse(request, "ConditionExpression", "Expected", "ConditionalOperator");
        checkOldOrNone(request);
        return run(database, request, ItemWrite::delete);
    }

    static JsonNode update(Database database, Request request) {
        LegacyParameters.refuse(request, "UpdateExpression", "AttributeUpdates", "Expected", "ConditionalOperator");
        return run(database, request, ItemWrite::update);
    }

    private static void checkOldOrNone(Request request) {
        ReturnValues wanted = request.choice("ReturnValues", ReturnValues.NONE);
        if (wanted != ReturnValues.NONE && wanted != ReturnValues.ALL_OLD) {
            throw validation("ReturnValues can only be ALL_OLD or NONE");
        }
    }

    private static JsonNode run(
            Database database, Request request, BiFunction<TableDefinition, Request, ItemWrite> prepare) {
        String name = request.tableName();
        ReturnValues returned = request.choice("ReturnValues", ReturnValues.NONE);
        Capacity.Detail detail = request.choice("ReturnConsumedCapacity", Capacity.Detail.NONE);
        var done = current(
                database,
                () -> prepare.apply(database.catalog().get(name), request),
                write -> List.of(write.table()),
                (write, batch) -> new Done(write, write.apply(database, batch)));
        ObjectNode answer = Json.object();
        @Nullable Item attributes = attributes(returned, done);
        if (attributes != null && !attributes.isEmpty()) {
            answer.set("Attributes", ItemJson.write(attributes));
        }
        done.outcome.capacity().write(detail, false).ifPresent(json -> answer.set("ConsumedCapacity", json));
        return answer;
    }

    private record Done(ItemWrite write, ItemWrite.Outcome outcome) {}

    /**
     * Prepares outside of the batch and runs in it; again where a table's definition changed between the two.
     *
     * @param tables the definitions that the prepared write relies on
     */
    static <P, T> T current(
            Database database,
            Supplier<P> prepare,
            Function<P, List<TableDefinition>> tables,
            BiFunction<P, WriteBatch, T> run) {
        while (true) {
            P prepared = prepare.get();
            Optional<T> result = database.store().write(batch -> {
                boolean unchanged = tables.apply(prepared).stream().allMatch(database.catalog()::isCurrent);
                return unchanged ? Optional.of(run.apply(prepared, batch)) : Optional.empty();
            });
            if (result.isPresent()) {
                return result.get();
            }
        }
    }

    private static @Nullable Item attributes(ReturnValues returned, Done done) {
        return switch (returned) {
            case NONE -> null;
            case ALL_OLD -> done.outcome.before();
            case ALL_NEW -> done.outcome.after();
            case UPDATED_OLD -> updated(done, done.outcome.before());
            case UPDATED_NEW -> updated(done, done.outcome.after());
        };
    }

    private static @Nullable Item updated(Done done, @Nullable Item item) {
        if (item == null || !(done.write.effect() instanceof ItemWrite.Effect.Change(var update)) || update == null) {
            return null;
        }
        return new Projection(update.paths()).of(item);
    }
}
