package dev.vitrine.batch;

import dev.vitrine.common.prediction.PrintedOutcome;
import java.util.List;

/** Answers rows of one job's table. Used by several threads at once. */
interface RowAnswers {
    /**
     * Answers rows.
     *
     * @param firstRow place of the first row in the job, from 1
     * @param rows cells under the job's header
     * @return one outcome per row, in order
     */
    List<PrintedOutcome> answer(long firstRow, List<List<String>> rows);
}
