package dev.vitrine.common.aws;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Values that never change, of which the most recently used are kept in memory. */
final class Kept<V> {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, V> values;

    Kept(int most) {
        this.values = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > most;
            }
        };
    }

    /** The value of a key; it is found outside the lock, perhaps by two at once. */
    V get(String key, Function<String, V> find) {
        V kept = look(key);
        if (kept != null) {
            return kept;
        }
        V found = find.apply(key);
        lock.lock();
        try {
            values.put(key, found);
        } finally {
            lock.unlock();
        }
        return found;
    }

    private @Nullable V look(String key) {
        lock.lock();
        try {
            return values.get(key);
        } finally {
            lock.unlock();
        }
    }
}
