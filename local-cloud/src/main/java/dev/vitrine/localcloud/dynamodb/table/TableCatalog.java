package dev.vitrine.localcloud.dynamodb.table;

import static dev.vitrine.localcloud.dynamodb.DynamoDbErrors.notFound;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.vitrine.localcloud.dynamodb.store.KeyRange;
import dev.vitrine.localcloud.dynamodb.store.OrderedStore;
import dev.vitrine.localcloud.dynamodb.store.WriteBatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The definitions of all tables, by name, in the store. */
public final class TableCatalog {
    private static final String TABLES = "tables";
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final OrderedStore store;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    /** Spares parsing; right as long as the store still returns the very same bytes. */
    private static final class Known {
        final byte[] bytes;
        final TableDefinition table;

        Known(byte[] bytes, TableDefinition table) {
            this.bytes = bytes;
            this.table = table;
        }
    }

    public TableCatalog(OrderedStore store) {
        this.store = store;
        removeOrphans();
    }

    /** A table that was deleted or an index that was not finished when the process died leaves maps behind. */
    private void removeOrphans() {
        Set<String> wanted = new HashSet<>();
        for (TableDefinition table : all()) {
            wanted.add(table.itemsMap());
            wanted.add(table.expiryMap());
            table.indexes().forEach(index -> wanted.add(table.indexMap(index)));
        }
        store.removeMaps(name -> isOfTable(name) && !wanted.contains(name));
    }

    private static boolean isOfTable(String map) {
        return map.startsWith("table.") || map.startsWith("index.") || map.startsWith("expiry.");
    }

    /** All tables by name. */
    public List<TableDefinition> all() {
        List<TableDefinition> tables = new ArrayList<>();
        store.walk(TABLES, KeyRange.startingWith(new byte[0]), true, (key, bytes) -> tables.add(parse(bytes)));
        return tables;
    }

    /** The table of this name. */
    @SuppressWarnings("ReferenceEquality") // The store returns the same array until the definition is stored anew.
    public Optional<TableDefinition> find(String name) {
        byte[] bytes = store.get(TABLES, key(name));
        if (bytes == null) {
            known.remove(name);
            return Optional.empty();
        }
        Known last = known.get(name);
        if (last == null || last.bytes != bytes) {
            last = new Known(bytes, parse(bytes));
            known.put(name, last);
        }
        return Optional.of(last.table);
    }

    /** The table for an operation on items. */
    public TableDefinition get(String name) {
        return find(name).orElseThrow(() -> notFound("Requested resource not found"));
    }

    /** The table for an operation on the table itself. */
    public TableDefinition describe(String name) {
        return find(name).orElseThrow(() -> notFound("Requested resource not found: Table: " + name + " not found"));
    }

    /**
     * Whether nothing about the table has changed since this definition was read.
     *
     * @throws dev.vitrine.localcloud.http.AwsException where the table is no more
     */
    @SuppressWarnings("ReferenceEquality") // The same definition is the same object until it is stored anew.
    public boolean isCurrent(TableDefinition table) {
        return get(table.name()) == table;
    }

    public void put(WriteBatch batch, TableDefinition table) {
        try {
            batch.put(TABLES, key(table.name()), JSON.writeValueAsBytes(table));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void remove(WriteBatch batch, TableDefinition table) {
        batch.remove(TABLES, key(table.name()));
    }

    private static byte[] key(String name) {
        return name.getBytes(StandardCharsets.UTF_8);
    }

    private static TableDefinition parse(byte[] bytes) {
        try {
            return JSON.readValue(bytes, TableDefinition.class);
        } catch (IOException e) {
            throw new UncheckedIOException("A stored table definition cannot be read", e);
        }
    }
}
