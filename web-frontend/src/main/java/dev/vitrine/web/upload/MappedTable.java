package dev.vitrine.web.upload;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A table of which columns bear other names than the declared ones. A column whose own name is given to another gets
 * {@code input_} before it.
 */
public final class MappedTable implements TableSource {
    private final TableSource table;
    private final List<String> columns;

    /**
     * Renames columns.
     *
     * @param mapping declared name to the column's own name
     * @throws TableException when there is no such column, or one is used twice
     */
    public MappedTable(TableSource table, Map<String, String> mapping) {
        this.table = table;
        this.columns = renamed(table.columns(), mapping);
    }

    static List<String> renamed(List<String> columns, Map<String, String> mapping) {
        Map<String, String> names = new HashMap<>();
        Set<String> taken = new HashSet<>();
        mapping.forEach((declared, own) -> {
            if (!columns.contains(own)) {
                throw TableException.invalidColumn(declared, "mapping.unknown", own, declared);
            }
            if (names.put(own, declared) != null) {
                throw TableException.invalidColumn(declared, "mapping.twice", own, declared);
            }
            taken.add(key(declared));
        });
        return columns.stream()
                .map(column -> {
                    String declared = names.get(column);
                    return declared != null ? declared : free(column, taken);
                })
                .toList();
    }

    private static String free(String column, Set<String> taken) {
        String name = column;
        while (!taken.add(key(name))) {
            name = "input_" + name;
        }
        return name;
    }

    private static String key(String column) {
        return column.strip().toLowerCase(Locale.ROOT);
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public @Nullable List<String> next() throws IOException {
        return table.next();
    }

    @Override
    public void close() throws IOException {
        table.close();
    }
}
