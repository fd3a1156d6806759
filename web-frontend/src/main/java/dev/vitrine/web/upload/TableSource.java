package dev.vitrine.web.upload;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table that is read once, row by row, without being held in memory. */
public sealed interface TableSource extends Closeable
        permits CsvTable, ExcelTable, JsonTable, MappedTable, RecordsTable, RowsTable {
    /** The header. */
    List<String> columns();

    /**
     * The cells of the next row, or null after the last. Their number may differ from the header's: such a row becomes
     * a reject of its own.
     *
     * @throws TableException when the rest cannot be read
     */
    @Nullable
    List<String> next() throws IOException;

    /** Lets go of temporary files. */
    @Override
    default void close() throws IOException {}
}
