package dev.vitrine.web.upload;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that are in memory already, as a form expands to them. */
public final class RowsTable implements TableSource {
    private final List<String> columns;
    private final Iterator<List<String>> rows;

    public RowsTable(List<String> columns, List<List<String>> rows) {
        this.columns = List.copyOf(columns);
        this.rows = rows.iterator();
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public @Nullable List<String> next() {
        return rows.hasNext() ? rows.next() : null;
    }
}
