package dev.vitrine.web.upload;

import java.util.List;

/**
 * What the check of an upload's rows found.
 *
 * @param rows checked
 * @param rejected of them, that will be rejects of the job
 * @param problems the first of those, at most {@link #MAX_PROBLEMS}
 */
public record CheckReport(long rows, long rejected, List<Problem> problems) {
    public static final int MAX_PROBLEMS = 10;

    public CheckReport {
        problems = List.copyOf(problems);
    }

    /**
     * A row that will be rejected.
     *
     * @param row from 1
     * @param column at fault, empty when it is the row as a whole
     * @param value that stands there
     */
    public record Problem(long row, String column, String value, String reason) {}
}
