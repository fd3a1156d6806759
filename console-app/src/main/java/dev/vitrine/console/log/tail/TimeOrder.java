package dev.vitrine.console.log.tail;

import java.util.Arrays;
import java.util.function.IntToLongFunction;

/** Line numbers in the order of their time, and where that is equal of their arrival. Not safe for threads. */
final class TimeOrder {
    private final IntToLongFunction timestamps;
    private int[] ids = new int[1 << 12];
    private int size;

    TimeOrder(IntToLongFunction timestamps) {
        this.timestamps = timestamps;
    }

    int size() {
        return size;
    }

    int get(int position) {
        return ids[position];
    }

    int[] toArray() {
        return Arrays.copyOf(ids, size);
    }

    void clear() {
        size = 0;
    }

    /** Adds numbers, which may be in any order among themselves. */
    void add(int[] more, int count) {
        sort(more, count);
        if (size + count > ids.length) {
            ids = Arrays.copyOf(ids, Math.max(size + count, ids.length + (ids.length >> 1)));
        }
        int old = size - 1;
        int fresh = count - 1;
        for (int to = size + count - 1; fresh >= 0; to--) {
            ids[to] = old >= 0 && compare(ids[old], more[fresh]) > 0 ? ids[old--] : more[fresh--];
        }
        size += count;
    }

    /** What comes late mostly comes a little late: insertion is fast then. */
    private void sort(int[] more, int count) {
        for (int i = 1; i < count; i++) {
            if (compare(more[i - 1], more[i]) > 0) {
                int[] sorted = Arrays.stream(more, 0, count)
                        .boxed()
                        .sorted(this::compare)
                        .mapToInt(Integer::intValue)
                        .toArray();
                System.arraycopy(sorted, 0, more, 0, count);
                return;
            }
        }
    }

    private int compare(int a, int b) {
        int byTime = Long.compare(timestamps.applyAsLong(a), timestamps.applyAsLong(b));
        return byTime != 0 ? byTime : Integer.compare(a, b);
    }

    /** The first position whose time is not before this; {@link #size} if there is none. */
    int firstAt(long timestamp) {
        return first(id -> timestamps.applyAsLong(id) < timestamp);
    }

    /** Where this line is, or would be. */
    int positionOf(int id) {
        return first(other -> compare(other, id) < 0);
    }

    private int first(java.util.function.IntPredicate isBefore) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (isBefore.test(ids[middle])) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
