package dev.vitrine.console.log.tail;

import java.util.HashSet;
import java.util.Set;

/**
 * Tells whether a line is there already. It looks at the lines of the same millisecond; of a millisecond with many it
 * remembers all until another one is asked for. For threads that hold the store's lock.
 */
final class KnownLines {
    private static final int MANY = 64;

    private final LineFile file;
    private final TimeOrder order;
    private final Set<Long> remembered = new HashSet<>();
    private long rememberedTime = Long.MIN_VALUE;

    KnownLines(LineFile file, TimeOrder order) {
        this.file = file;
        this.order = order;
    }

    synchronized boolean contains(long timestamp, long identity) {
        if (timestamp == rememberedTime) {
            return remembered.contains(identity);
        }
        int from = order.firstAt(timestamp);
        int at = from;
        for (; at < order.size() && file.timestamp(order.get(at)) == timestamp; at++) {
            if (file.identity(order.get(at)) == identity) {
                return true;
            }
            if (at - from == MANY) {
                remember(timestamp, from);
                return remembered.contains(identity);
            }
        }
        return false;
    }

    private void remember(long timestamp, int from) {
        remembered.clear();
        rememberedTime = timestamp;
        for (int at = from; at < order.size() && file.timestamp(order.get(at)) == timestamp; at++) {
            remembered.add(file.identity(order.get(at)));
        }
    }

    synchronized void added(int[] ids, int count) {
        for (int i = 0; i < count; i++) {
            if (file.timestamp(ids[i]) == rememberedTime) {
                remembered.add(file.identity(ids[i]));
            }
        }
    }
}
