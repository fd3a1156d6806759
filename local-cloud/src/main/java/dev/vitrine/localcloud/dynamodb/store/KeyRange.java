package dev.vitrine.localcloud.dynamodb.store;

import java.util.Arrays;

/** Keys from {@code from} on, before {@code to}. */
public final class KeyRange {
    private final byte[] from;
    private final byte[] to;

    public KeyRange(byte[] from, byte[] to) {
        this.from = from;
        this.to = to;
    }

    /** All keys that begin with the given bytes. */
    public static KeyRange startingWith(byte[] prefix) {
        return new KeyRange(prefix, KeyBytes.after(prefix));
    }

    byte[] from() {
        return from;
    }

    byte[] to() {
        return to;
    }

    public boolean contains(byte[] key) {
        return Arrays.compareUnsigned(from, key) <= 0 && Arrays.compareUnsigned(key, to) < 0;
    }

    /** The part after a key, in the direction of the walk. */
    public KeyRange after(byte[] key, boolean forward) {
        if (forward) {
            // The next possible key is the same with a zero byte behind it.
            byte[] next = Arrays.copyOf(key, key.length + 1);
            return new KeyRange(Arrays.compareUnsigned(next, from) > 0 ? next : from, to);
        }
        return new KeyRange(from, Arrays.compareUnsigned(key, to) < 0 ? key : to);
    }
}
