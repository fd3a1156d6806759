package dev.vitrine.common.prediction;

import dev.vitrine.common.row.Row;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An algorithm: rows in, one outcome per row out. A prototype without a model file brings a class of its own that
 * implements this. One instance is used by one thread at a time.
 */
public interface Predictor extends AutoCloseable {
    /**
     * Answers for rows that have passed the declared checks. The same rows in the same context give the same outcomes,
     * also when they come alone or with other neighbours.
     *
     * @return one outcome per row, in order
     * @throws RuntimeException when no row can be answered; a row that cannot is an {@link Outcome.Rejected}
     */
    List<Outcome> predict(List<Row> rows, PredictionContext context);

    /**
     * Expands the declared form of a batch into its rows, each a map of field name to cell text.
     *
     * @param form one row of the form's fields
     * @throws InvalidFormException when the values do not fit together; the person is told
     */
    default Stream<Map<String, String>> expand(Row form) {
        throw new UnsupportedOperationException(getClass().getName() + " has no form");
    }

    @Override
    default void close() {}
}
