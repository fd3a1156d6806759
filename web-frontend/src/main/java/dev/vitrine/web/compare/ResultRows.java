package dev.vitrine.web.compare;

import dev.vitrine.common.job.Job;
import dev.vitrine.common.job.JobResults;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The done rows of a job in order, fetched some thousands at a time. */
final class ResultRows {
    private static final int MOST_FETCHED = 5_000;
    private static final int CELLS_FETCHED = 100_000;

    private final JobResults results;
    private final Job job;
    private final int outputs;
    private final int fetched;
    private long next = 1;
    private Iterator<List<String>> page = List.<List<String>>of().iterator();

    ResultRows(JobResults results, Job job) {
        this.results = results;
        this.job = job;
        int columns = results.columns(job).size();
        this.outputs = columns - job.columns().size() - 2;
        this.fetched = Math.clamp(CELLS_FETCHED / columns, 1, MOST_FETCHED);
    }

    /** One row; the error is empty when it was not rejected. */
    record ResultRow(long number, List<String> inputs, List<String> outputs, String error) {}

    /** Names of the outputs. */
    List<String> outputs() {
        List<String> columns = results.columns(job);
        return columns.subList(columns.size() - 1 - outputs, columns.size() - 1);
    }

    /** The next row, or null after the last. */
    @Nullable
    ResultRow next() {
        while (!page.hasNext()) {
            if (next > job.rows()) {
                return null;
            }
            page = results.page(job, next, fetched).iterator();
            next += fetched;
        }
        List<String> row = page.next();
        int inputs = row.size() - 2 - outputs;
        return new ResultRow(
                Long.parseLong(row.getFirst()),
                row.subList(1, 1 + inputs),
                row.subList(1 + inputs, row.size() - 1),
                row.getLast());
    }
}
