package dev.vitrine.localcloud.dynamodb.store;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One entry of one map that gets a new value or, with a null value, goes.
 *
 * <p>Not a record: arrays have no value equality.
 */
final class Change {
    final String map;
    final byte[] key;
    final byte @Nullable [] value;

    Change(String map, byte[] key, byte @Nullable [] value) {
        this.map = map;
        this.key = key;
        this.value = value;
    }

    @Override
    public String toString() {
        return map + " " + Arrays.toString(key) + (value == null ? " removed" : " " + value.length + " bytes");
    }
}
