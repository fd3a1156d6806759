package dev.vitrine.common.prediction;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Rows to answer now. Cells are text as in a table, so that realtime and batch read a value the same way.
 *
 * @param id unique; the same on a retry
 * @param seed for random choices, recorded with the answer
 * @param columns names of the cells
 * @param rows at most {@link #MAX_ROWS}, each with one cell per column
 */
public record PredictionCall(
        String id,
        String prototype,
        String version,
        Instant at,
        long seed,
        List<String> columns,
        List<List<String>> rows) {
    /** More rows belong into a job. */
    public static final int MAX_ROWS = 1_000;

    public PredictionCall {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        if (rows.size() > MAX_ROWS) {
            throw new IllegalArgumentException("a call answers at most " + MAX_ROWS + " rows, not " + rows.size());
        }
        for (List<String> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(
                        "a row has " + row.size() + " cells for " + columns.size() + " columns");
            }
        }
    }

    /** The day of the call in UTC. */
    @JsonIgnore
    public LocalDate today() {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
