package dev.vitrine.web.page;

import dev.vitrine.web.catalog.Served;
import dev.vitrine.web.problem.Problem;
import dev.vitrine.web.upload.UploadLimits;
import java.util.List;
import java.util.Optional;

/**
 * The page on which a job is submitted.
 *
 * @param columns that a table needs
 * @param form controls of the declared form; empty when the prototype takes tables
 * @param key that makes a repeated send one job
 */
public record BatchPage(
        Frame frame,
        Served served,
        List<String> columns,
        UploadLimits limits,
        List<Control> form,
        Optional<Problem> problem,
        String key) {
    private static final int SHOWN = 12;

    /** Columns to name one by one; the rest is counted. */
    public List<String> shownColumns() {
        return columns.size() <= SHOWN ? columns : columns.subList(0, SHOWN - 1);
    }

    public int hiddenColumns() {
        return columns.size() - shownColumns().size();
    }
}
