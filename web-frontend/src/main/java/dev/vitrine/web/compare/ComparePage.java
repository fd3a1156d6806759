package dev.vitrine.web.compare;

import dev.vitrine.common.job.Job;
import dev.vitrine.web.page.Frame;
import java.util.List;

/**
 * Two jobs side by side.
 *
 * @param title of their prototype
 * @param outputs names of the compared outputs
 * @param rows the changed rows that are shown
 * @param was word of the first output that the rows are chosen by; empty when all are shown
 * @param is the word it became
 */
public record ComparePage(
        Frame frame,
        String title,
        Job before,
        Job now,
        Comparison comparison,
        List<String> outputs,
        List<Comparison.ChangedRow> rows,
        String was,
        String is) {
    /** The address of this comparison. */
    public String address() {
        return "/jobs/compare?job=" + before.id() + "&job=" + now.id();
    }

    /** The share of rows with the same answer, from 0 to 1. */
    public double agreement() {
        return comparison.compared() == 0 ? 0 : (double) comparison.same() / comparison.compared();
    }

    public boolean isChosen() {
        return !was.isEmpty() || !is.isEmpty();
    }
}
