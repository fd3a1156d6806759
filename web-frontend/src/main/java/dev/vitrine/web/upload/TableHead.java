package dev.vitrine.web.upload;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The begin of a table.
 *
 * @param rows of it, at most {@link #ROWS} are kept
 * @param counted rows that were read in all
 * @param whole whether that was the whole table
 */
public record TableHead(List<String> columns, List<List<String>> rows, long counted, boolean whole) {
    public static final int ROWS = 100;
    private static final long MOST_COUNTED = 5_000;

    /**
     * Reads the begin of a table.
     *
     * @param partial whether the file was cut off, so that its last row may be broken
     */
    public static TableHead of(TableSource table, boolean partial) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        long counted = 0;
        boolean whole = false;
        try {
            List<String> row = table.next();
            while (row != null && counted < MOST_COUNTED) {
                counted++;
                if (rows.size() <= ROWS) {
                    rows.add(row);
                }
                row = table.next();
            }
            whole = row == null && !partial;
        } catch (TableException e) {
            if (!partial || counted == 0) {
                throw e;
            }
        }
        if (partial && rows.size() == counted && counted > 1) {
            rows.removeLast();
        }
        return new TableHead(
                table.columns(), List.copyOf(rows.subList(0, Math.min(rows.size(), ROWS))), counted, whole);
    }
}
