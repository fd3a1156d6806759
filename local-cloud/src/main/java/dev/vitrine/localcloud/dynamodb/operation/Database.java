package dev.vitrine.localcloud.dynamodb.operation;

import dev.vitrine.localcloud.dynamodb.store.KeyBytes;
import dev.vitrine.localcloud.dynamodb.store.OrderedStore;
import dev.vitrine.localcloud.dynamodb.store.WriteBatch;
import dev.vitrine.localcloud.dynamodb.table.SecondaryIndex;
import dev.vitrine.localcloud.dynamodb.table.TableCatalog;
import dev.vitrine.localcloud.dynamodb.table.TableDefinition;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue.NumberValue;
import dev.vitrine.localcloud.dynamodb.value.Item;
import dev.vitrine.localcloud.dynamodb.value.ItemBytes;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The tables and their items; a write keeps indexes, expiry times and sizes in step with the items. */
public record Database(OrderedStore store, TableCatalog catalog, Clock clock) {
    /** The item with this key. */
    Optional<Item> get(TableDefinition table, Item key) {
        byte[] bytes = store.get(table.itemsMap(), KeyBytes.ofTable(table.keys(), key));
        return bytes == null ? Optional.empty() : Optional.of(ItemBytes.read(bytes));
    }

    /**
     * Replaces an item.
     *
     * @param before the stored item, null where there is none
     * @param after what is to be stored, null to remove it
     */
    Capacity replace(WriteBatch batch, TableDefinition table, @Nullable Item before, @Nullable Item after) {
        Entry old = before == null ? null : new Entry(KeyBytes.ofTable(table.keys(), before), before);
        Entry changed = after == null ? null : new Entry(KeyBytes.ofTable(table.keys(), after), after);
        long bytes = replace(batch, table.itemsMap(), old, changed);
        Map<String, Double> indexUnits = new LinkedHashMap<>();
        Map<String, Boolean> globals = new LinkedHashMap<>();
        for (SecondaryIndex index : table.indexes()) {
            Entry oldEntry = entry(table, index, before);
            Entry newEntry = entry(table, index, after);
            double units = indexUnits(oldEntry, newEntry);
            if (units > 0) {
                replace(batch, table.indexMap(index), oldEntry, newEntry);
                indexUnits.put(index.name(), units);
                globals.put(index.name(), index.global());
            }
        }
        replaceExpiry(batch, table, before, after);
        return new Capacity(table.name(), Capacity.Kind.WRITE, Capacity.writeUnits(bytes), indexUnits, globals);
    }

    /** Not a record: arrays have no value equality. */
    private static final class Entry {
        final byte[] key;
        final Item item;

        Entry(byte[] key, Item item) {
            this.key = key;
            this.item = item;
        }
    }

    private static @Nullable Entry entry(TableDefinition table, SecondaryIndex index, @Nullable Item item) {
        if (item == null || !index.covers(item)) {
            return null;
        }
        return new Entry(KeyBytes.ofIndex(index.keys(), table.keys(), item), index.project(item, table.keys()));
    }

    private static double indexUnits(@Nullable Entry old, @Nullable Entry changed) {
        if (old == null || changed == null) {
            Entry one = old == null ? changed : old;
            return one == null ? 0 : Capacity.writeUnits(one.item.size());
        }
        if (!Arrays.equals(old.key, changed.key)) {
            return Capacity.writeUnits(old.item.size()) + Capacity.writeUnits(changed.item.size());
        }
        return old.item.equals(changed.item) ? 0 : Capacity.writeUnits(Math.max(old.item.size(), changed.item.size()));
    }

    /** The larger size of both, in bytes. */
    private static long replace(WriteBatch batch, String map, @Nullable Entry old, @Nullable Entry changed) {
        long oldSize = old == null ? 0 : old.item.size();
        long newSize = changed == null ? 0 : changed.item.size();
        if (old != null && (changed == null || !Arrays.equals(old.key, changed.key))) {
            batch.remove(map, old.key);
        }
        if (changed != null) {
            batch.put(map, changed.key, ItemBytes.write(changed.item));
        }
        batch.addToSum(map, newSize - oldSize);
        return Math.max(oldSize, newSize);
    }

    private void replaceExpiry(WriteBatch batch, TableDefinition table, @Nullable Item before, @Nullable Item after) {
        OptionalLong old = before == null ? OptionalLong.empty() : expirySecond(table, before);
        OptionalLong changed = after == null ? OptionalLong.empty() : expirySecond(table, after);
        if (!old.equals(changed)) {
            if (before != null && old.isPresent()) {
                batch.remove(table.expiryMap(), expiryKey(table, before, old.getAsLong()));
            }
            if (after != null && changed.isPresent()) {
                batch.put(
                        table.expiryMap(),
                        expiryKey(table, after, changed.getAsLong()),
                        ItemBytes.write(after.only(table.keys().names().toList())));
            }
        }
    }

    /** When the item expires, in seconds since 1970; empty where it never does. */
    static OptionalLong expirySecond(TableDefinition table, Item item) {
        if (table.ttlAttribute() == null
                || !(item.get(table.ttlAttribute()) instanceof NumberValue(var number))
                || number.signum() < 0
                || number.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(number.setScale(0, RoundingMode.DOWN).longValueExact());
    }

    static byte[] expiryKey(TableDefinition table, Item item, long second) {
        return KeyBytes.concat(
                ByteBuffer.allocate(Long.BYTES).putLong(second).array(), KeyBytes.ofTable(table.keys(), item));
    }

    /** The copy and the place of an item in an index; used to fill a new index. */
    void index(TableDefinition table, SecondaryIndex index, Item item, OrderedStore.WriteBatchSink sink) {
        Entry entry = entry(table, index, item);
        if (entry != null) {
            sink.put(entry.key, ItemBytes.write(entry.item));
        }
    }
}
