package dev.vitrine.localcloud.dynamodb.operation;

import static dev.vitrine.localcloud.dynamodb.DynamoDbErrors.conditionFailed;

import dev.vitrine.localcloud.dynamodb.expression.Condition;
import dev.vitrine.localcloud.dynamodb.expression.ConditionEvaluator;
import dev.vitrine.localcloud.dynamodb.expression.ConditionParser;
import dev.vitrine.localcloud.dynamodb.expression.Placeholders;
import dev.vitrine.localcloud.dynamodb.expression.Update;
import dev.vitrine.localcloud.dynamodb.expression.UpdateEvaluator;
import dev.vitrine.localcloud.dynamodb.expression.UpdateParser;
import dev.vitrine.localcloud.dynamodb.store.WriteBatch;
import dev.vitrine.localcloud.dynamodb.table.TableDefinition;
import dev.vitrine.localcloud.dynamodb.value.Item;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One write of one item, ready to run.
 *
 * @param key exactly the key's attributes
 * @param condition null for an unconditional write
 * @param showsOld whether a failed condition returns the item as it is
 */
record ItemWrite(TableDefinition table, Item key, @Nullable Condition condition, boolean showsOld, Effect effect) {
    private static final List<String> CONDITION = List.of("ConditionExpression");
    private static final List<String> UPDATE = List.of("UpdateExpression", "ConditionExpression");

    /** What becomes of the item. */
    sealed interface Effect {
        record Put(Item item) implements Effect {}

        record Delete() implements Effect {}

        /**
         * An update, which may make the item.
         *
         * @param update null where only the item itself shall be there
         */
        record Change(@Nullable Update update) implements Effect {}

        /** Nothing: only the condition counts. */
        record Check() implements Effect {}
    }

    /** @param after null where there is no item any more */
    record Outcome(@Nullable Item before, @Nullable Item after, Capacity capacity) {}

    private enum OnFailure {
        ALL_OLD,
        NONE
    }

    static ItemWrite put(TableDefinition table, Request request) {
        Item item = request.requiredItem("Item");
        Placeholders placeholders = request.placeholders(CONDITION, CONDITION);
        Condition condition = condition(table, request, placeholders);
        placeholders.checkAllUsed();
        return put(table, item, condition, showsOld(request));
    }

    static ItemWrite put(TableDefinition table, Item item, @Nullable Condition condition, boolean showsOld) {
        Keys.checkItem(table, item);
        Item key = item.only(table.keys().names().toList());
        return new ItemWrite(table, key, condition, showsOld, new Effect.Put(item));
    }

    static ItemWrite delete(TableDefinition table, Request request) {
        return guarded(table, request, new Effect.Delete());
    }

    static ItemWrite check(TableDefinition table, Request request) {
        request.requiredText("ConditionExpression");
        return guarded(table, request, new Effect.Check());
    }

    private static ItemWrite guarded(TableDefinition table, Request request, Effect effect) {
        Item key = request.requiredItem("Key");
        Placeholders placeholders = request.placeholders(CONDITION, CONDITION);
        Condition condition = condition(table, request, placeholders);
        placeholders.checkAllUsed();
        Keys.checkKey(table, key);
        return new ItemWrite(table, key, condition, showsOld(request), effect);
    }

    static ItemWrite update(TableDefinition table, Request request) {
        Item key = request.requiredItem("Key");
        Placeholders placeholders = request.placeholders(UPDATE, UPDATE);
        Update update = request.text("UpdateExpression")
                .map(text -> UpdateParser.parse(text, placeholders))
                .orElse(null);
        Condition condition = condition(table, request, placeholders);
        placeholders.checkAllUsed();
        Keys.checkKey(table, key);
        if (update != null) {
            Keys.checkNotUpdated(table, update.paths());
            Keys.checkPaths(table, update.paths());
        }
        return new ItemWrite(table, key, condition, showsOld(request), new Effect.Change(update));
    }

    private static @Nullable Condition condition(TableDefinition table, Request request, Placeholders placeholders) {
        return request.text("ConditionExpression")
                .map(text -> {
                    Condition condition = ConditionParser.parse("ConditionExpression", text, placeholders);
                    Keys.checkPaths(table, condition.paths());
                    return condition;
                })
                .orElse(null);
    }

    private static boolean showsOld(Request request) {
        return request.choice("ReturnValuesOnConditionCheckFailure", OnFailure.NONE) == OnFailure.ALL_OLD;
    }

    /** @throws dev.vitrine.localcloud.http.AwsException where the condition fails or the item does not allow the write */
    Outcome apply(Database database, WriteBatch batch) {
        Item before = database.get(table, key).orElse(null);
        Item seen = before == null ? Item.EMPTY : before;
        if (condition != null && !ConditionEvaluator.holds(condition, seen)) {
            throw conditionFailed(showsOld ? before : null);
        }
        Item after =
                switch (effect) {
                    case Effect.Put(var item) -> item;
                    case Effect.Delete() -> null;
                    case Effect.Check() -> before;
                    case Effect.Change(var update) -> changed(update, before);
                };
        if (effect instanceof Effect.Check) {
            long size = seen.size();
            return new Outcome(
                    before, after, Capacity.ofTable(table.name(), Capacity.Kind.WRITE, Capacity.writeUnits(size)));
        }
        return new Outcome(before, after, database.replace(batch, table, before, after));
    }

    private @Nullable Item changed(@Nullable Update update, @Nullable Item before) {
        if (update == null) {
            return before == null ? key : before;
        }
        if (before == null && update.onlyRemoves()) {
            return null;
        }
        Item after = UpdateEvaluator.apply(update, before == null ? key : before);
        Keys.checkUpdated(table, after);
        return after;
    }
}
