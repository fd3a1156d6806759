package dev.vitrine.inference;

import dev.vitrine.common.prediction.Outcome;
import dev.vitrine.common.prediction.PredictionContext;
import dev.vitrine.common.prediction.Predictor;
import dev.vitrine.common.prediction.PrintedOutcome;
import dev.vitrine.common.prototype.Field;
import dev.vitrine.common.prototype.Prototype;
import dev.vitrine.common.row.Row;
import dev.vitrine.common.row.RowReader;
import dev.vitrine.common.row.Value;
import dev.vitrine.common.row.ValuePrinter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;

/** Predictions for tables of one header: cells in, printed outcomes out. Thread-safe. */
public final class TablePredictor {
    /** Rows that one thread reads, predicts and prints at a time; a multiple of a tensor call's rows. */
    static final int CHUNK_ROWS = 1024;

    private final List<Field> outputs;
    private final RowReader reader;
    private final PredictorPool pool;
    private final OutcomeCheck check;

    TablePredictor(Prototype prototype, RowReader reader, PredictorPool pool) {
        this.outputs = prototype.outputs().fields();
        this.reader = reader;
        this.pool = pool;
        this.check = new OutcomeCheck(prototype.outputs());
    }

    /**
     * Answers for rows of cells, on all threads of the pool when there are many.
     *
     * @param firstNumber number of the first row, from 1
     * @param rows each with a cell per column; one with more or fewer is a reject
     * @return one outcome per row, in order
     * @throws ModelException when the predictor failed as a whole
     */
    public List<PrintedOutcome> predict(long firstNumber, List<List<String>> rows, PredictionContext context) {
        List<Future<List<PrintedOutcome>>> chunks = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += CHUNK_ROWS) {
            List<List<String>> chunk = rows.subList(from, Math.min(from + CHUNK_ROWS, rows.size()));
            long first = firstNumber + from;
            chunks.add(pool.submit(predictor -> predict(predictor, first, chunk, context)));
        }
        List<PrintedOutcome> outcomes = new ArrayList<>(rows.size());
        for (Future<List<PrintedOutcome>> chunk : chunks) {
            outcomes.addAll(pool.result(chunk));
        }
        return outcomes;
    }

    private List<PrintedOutcome> predict(
            Predictor predictor, long first, List<List<String>> cells, PredictionContext context) {
        List<Row> rows = new ArrayList<>(cells.size());
        List<RowReader.Result> results = new ArrayList<>(cells.size());
        for (int i = 0; i < cells.size(); i++) {
            RowReader.Result result = reader.read(first + i, cells.get(i));
            results.add(result);
            if (result instanceof RowReader.Result.Read read) {
                rows.add(read.row());
            }
        }
        List<Outcome> answers = rows.isEmpty() ? List.of() : predictor.predict(rows, context);
        boolean complete = answers != null && answers.size() == rows.size();
        List<PrintedOutcome> outcomes = new ArrayList<>(cells.size());
        int next = 0;
        for (RowReader.Result result : results) {
            outcomes.add(print(
                    switch (result) {
                        case RowReader.Result.Unread unread -> unread.rejected();
                        case RowReader.Result.Read ignored ->
                            complete ? check.check(answers.get(next++)) : miscounted(rows.size(), answers);
                    }));
        }
        return outcomes;
    }

    private static Outcome miscounted(int rows, List<Outcome> answers) {
        return new Outcome.Rejected(
                "",
                "",
                "the predictor gave " + (answers == null ? "no" : answers.size()) + " outcomes for " + rows
                        + " rows, so that none can be told whose it is");
    }

    private PrintedOutcome print(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Rejected rejected -> PrintedOutcome.Reject.of(rejected);
            case Outcome.Predicted predicted -> {
                List<Value> values = predicted.outputs();
                List<String> cells = new ArrayList<>(values.size());
                for (int i = 0; i < values.size(); i++) {
                    cells.add(ValuePrinter.print(outputs.get(i), values.get(i)));
                }
                yield new PrintedOutcome.Outputs(cells);
            }
        };
    }
}
