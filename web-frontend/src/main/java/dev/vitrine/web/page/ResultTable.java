package dev.vitrine.web.page;

import java.util.List;

/**
 * A page of a job's outcomes: outputs first, then the inputs as uploaded.
 *
 * @param jobId whose they are
 * @param columns after the row's number
 * @param outputs how many of the columns are outputs; they come first
 * @param rows on this page
 * @param first number of the first row asked for, from 1
 * @param size rows of a full page
 * @param total rows of the job
 * @param rejects the first rejects of the job
 */
public record ResultTable(
        String jobId,
        List<String> columns,
        int outputs,
        List<Line> rows,
        long first,
        int size,
        long total,
        List<Reject> rejects) {
    /**
     * One row.
     *
     * @param cells one per column
     * @param error why it was rejected; empty when it was not
     */
    public record Line(String number, List<String> cells, String error) {}

    /** One reject. */
    public record Reject(String row, String column, String value, String reason) {}

    public boolean hasPrevious() {
        return first > 1;
    }

    public boolean hasNext() {
        return first + size <= total;
    }

    public long previous() {
        return Math.max(1, first - size);
    }

    public long next() {
        return first + size;
    }

    public long last() {
        return Math.min(total, first + size - 1);
    }

    /** First row of the last page. */
    public long lastPage() {
        return (total - 1) / size * size + 1;
    }
}
