package dev.vitrine.localcloud.dynamodb.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Changes that come into force together. Reads during the batch still see the state before it. */
public final class WriteBatch {
    /** Map of sums: a name's UTF-8 bytes to a long. */
    static final String SUMS = "sums";

    private final OrderedStore store;
    private final List<Change> changes = new ArrayList<>();
    private final Map<String, Long> sums = new LinkedHashMap<>();

    WriteBatch(OrderedStore store) {
        this.store = store;
    }

    public byte @Nullable [] get(String map, byte[] key) {
        return store.get(map, key);
    }

    public void put(String map, byte[] key, byte[] value) {
        changes.add(new Change(map, key, value));
    }

    public void remove(String map, byte[] key) {
        changes.add(new Change(map, key, null));
    }

    /** Adds to the sum that goes by a map's name, such as the bytes of its items. */
    public void addToSum(String name, long amount) {
        if (amount != 0) {
            sums.merge(name, amount, Long::sum);
        }
    }

    List<Change> changes() {
        List<Change> all = new ArrayList<>(changes);
        sums.forEach((name, amount) -> all.add(new Change(
                SUMS,
                name.getBytes(StandardCharsets.UTF_8),
                ByteBuffer.allocate(Long.BYTES)
                        .putLong(store.sum(name) + amount)
                        .array())));
        return all;
    }
}
