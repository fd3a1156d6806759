package dev.vitrine.common.result;

import dev.vitrine.common.prediction.PrintedOutcome;
import java.util.List;

/**
 * Some rows of a shard with their outcomes, as they are stored: the same bytes whoever answered.
 *
 * @param results one record per row
 * @param rejects one record per rejected row
 */
public record OutcomeRecords(RecordBuffer.Records results, RecordBuffer.Records rejects) {
    /**
     * Prints rows.
     *
     * @param width number of the job's columns
     * @param outputs number of the prototype's outputs
     */
    public static OutcomeRecords of(
            long firstRow, List<List<String>> rows, List<PrintedOutcome> outcomes, int width, int outputs) {
        if (outcomes.size() != rows.size()) {
            throw new IllegalArgumentException(
                    "the predictor gave " + outcomes.size() + " outcomes for " + rows.size() + " rows");
        }
        RecordBuffer results = new RecordBuffer(rows.size());
        RecordBuffer rejects = new RecordBuffer(0);
        for (int i = 0; i < rows.size(); i++) {
            List<String> cells = rows.get(i);
            results.cell(firstRow + i);
            results.cells(cells, width);
            switch (outcomes.get(i)) {
                case PrintedOutcome.Outputs answer -> {
                    results.cells(answer.cells(), outputs);
                    results.blanks(1);
                }
                case PrintedOutcome.Reject reject -> {
                    results.blanks(outputs);
                    results.cell(reject.column().isEmpty() ? reject.reason() : reject.column() + " " + reject.reason());
                    rejects.cell(firstRow + i);
                    rejects.cell(reject.column());
                    rejects.cell(reject.value());
                    rejects.cell(reject.reason());
                    rejects.cells(cells, width);
                    rejects.endRecord();
                }
            }
            results.endRecord();
        }
        return new OutcomeRecords(results.toRecords(), rejects.toRecords());
    }
}
