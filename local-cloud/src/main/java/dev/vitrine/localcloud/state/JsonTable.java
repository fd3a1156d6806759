package dev.vitrine.localcloud.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/** A durable map from text keys, in their natural order, to records written as JSON. Safe for many threads. */
public final class JsonTable<T> {
    private final MVStore store;
    private final MVMap<String, String> map;
    private final ObjectMapper json;
    private final Class<T> type;

    JsonTable(MVStore store, MVMap<String, String> map, ObjectMapper json, Class<T> type) {
        this.store = store;
        this.map = map;
        this.json = json;
        this.type = type;
    }

    public Optional<T> get(String key) {
        String value = map.get(key);
        return value == null ? Optional.empty() : Optional.of(read(value));
    }

    public void put(String key, T value) {
        try {
            map.put(key, json.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
        store.commit();
    }

    public void remove(String key) {
        if (map.remove(key) != null) {
            store.commit();
        }
    }

    public int size() {
        return map.size();
    }

    public List<String> keys() {
        return List.copyOf(map.keyList());
    }

    /** The values, in the order of their keys. */
    public List<T> values() {
        return after(null, Integer.MAX_VALUE);
    }

    /** Up to {@code limit} values whose keys come after the given one; from the first when it is null. */
    public List<T> after(@Nullable String key, int limit) {
        List<T> found = new ArrayList<>();
        Iterator<String> keys = map.keyIterator(key == null ? map.firstKey() : map.higherKey(key));
        boolean none = map.isEmpty() || (key != null && map.higherKey(key) == null);
        while (!none && found.size() < limit && keys.hasNext()) {
            String value = map.get(keys.next());
            if (value != null) {
                found.add(read(value));
            }
        }
        return found;
    }

    /** The values whose keys begin with the given text, in the order of their keys. */
    public List<T> prefixed(String prefix) {
        List<T> found = new ArrayList<>();
        for (String key = map.ceilingKey(prefix); key != null && key.startsWith(prefix); key = map.higherKey(key)) {
            String value = map.get(key);
            if (value != null) {
                found.add(read(value));
            }
        }
        return found;
    }

    private T read(String value) {
        try {
            return json.readValue(value, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("A stored " + type.getSimpleName() + " cannot be read", e);
        }
    }
}
