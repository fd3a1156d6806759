package dev.vitrine.web.upload;

import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that are in memory already, as a form expands to them. */
public final class RowsTable implements TableSource {
    private final List<String> columns;
    private final Iterator<List<String>> rows;

    public RowsTable(List<String> columns, List<List<String>> rows) {
        this(columns, rows.iterator());
    }

    /** @param rows read as they are asked for */
    public RowsTable(List<String> columns, Iterator<List<String>> rows) {
        this.columns = List.copyOf(columns);
        this.rows = rows;
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public @Nullable List<String> next() {
        return rows.hasNext() ? rows.next() : null;
    }

    @Override
    public void close() throws IOException {
        if (rows instanceof Closeable open) {
            open.close();
        }
    }
}
