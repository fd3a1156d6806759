package dev.vitrine.localcloud.dynamodb.operation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.dynamodb.expression.Condition;
import dev.vitrine.localcloud.dynamodb.expression.ConditionEvaluator;
import dev.vitrine.localcloud.dynamodb.expression.Projection;
import dev.vitrine.localcloud.dynamodb.store.KeyRange;
import dev.vitrine.localcloud.dynamodb.table.SecondaryIndex;
import dev.vitrine.localcloud.dynamodb.value.Bytes;
import dev.vitrine.localcloud.dynamodb.value.Item;
import dev.vitrine.localcloud.dynamodb.value.ItemBytes;
import dev.vitrine.localcloud.dynamodb.value.ItemJson;
import dev.vitrine.localcloud.http.Json;
import org.jspecify.annotations.Nullable;

/** One page of a Query or Scan: at most 1 MB of items looked at, and at most the limit. */
final class Page {
    private static final long MAX_BYTES = 1L << 20;

    private final Database database;
    private final ReadPlan plan;
    private final ArrayNode items = JsonNodeFactory.instance.arrayNode();
    private long count;
    private long scanned;
    private long bytes;
    private double fetchUnits;
    private @Nullable Item last;
    private boolean more;

    private Page(Database database, ReadPlan plan) {
        this.database = database;
        this.plan = plan;
    }

    static ObjectNode read(Database database, ReadPlan plan, KeyRange range, boolean forward, Capacity.Detail detail) {
        Page page = new Page(database, plan);
        Bytes start = plan.start();
        KeyRange rest = start == null ? range : range.after(start.toArray(), forward);
        database.store().walk(plan.map(), rest, forward, page::visit);
        return page.answer(detail);
    }

    private boolean visit(byte[] key, byte[] value) {
        Item item = ItemBytes.read(value);
        int size = item.size();
        if (scanned > 0 && bytes + size > MAX_BYTES) {
            more = true;
            return false;
        }
        scanned++;
        bytes += size;
        last = item;
        take(item);
        // The service says "more" at the limit without looking whether there is.
        more = plan.limit().isPresent() && scanned >= plan.limit().getAsLong();
        return !more;
    }

    private void take(Item found) {
        Item item = plan.fetches() ? fetch(found) : found;
        Condition filter = plan.filter();
        if (filter != null && !ConditionEvaluator.holds(filter, item)) {
            return;
        }
        count++;
        if (!plan.countOnly()) {
            Projection projection = plan.projection();
            items.add(ItemJson.write(projection == null ? item : projection.of(item)));
        }
    }

    private Item fetch(Item found) {
        Item whole = database.get(plan.table(), found).orElse(found);
        fetchUnits += Capacity.readUnits(whole.size(), plan.consistent());
        return whole;
    }

    private ObjectNode answer(Capacity.Detail detail) {
        ObjectNode answer = Json.object();
        if (!plan.countOnly()) {
            answer.set("Items", items);
        }
        answer.put("Count", count).put("ScannedCount", scanned);
        if (more && last != null) {
            answer.set("LastEvaluatedKey", ItemJson.write(plan.continuation(last)));
        }
        capacity().write(detail, false).ifPresent(json -> answer.set("ConsumedCapacity", json));
        return answer;
    }

    private Capacity capacity() {
        double units = Capacity.readUnits(bytes, plan.consistent());
        String table = plan.table().name();
        SecondaryIndex index = plan.index();
        return index == null
                ? Capacity.ofTable(table, Capacity.Kind.READ, units)
                : Capacity.ofIndex(table, Capacity.Kind.READ, index, units)
                        .plus(Capacity.ofTable(table, Capacity.Kind.READ, fetchUnits));
    }
}
