package dev.vitrine.inference.training;

import java.util.function.UnaryOperator;

/** A way to make a classifier from a table; the same table gives the same classifier. */
interface Training {
    int FOLDS = 5;
    long SEED = 20_260_101;

    Classifier train(LabelledTable table);

    /** Share of rows told right by classifiers that had not seen them. */
    default double heldOutAccuracy(LabelledTable table) {
        return heldOutAccuracy(table, UnaryOperator.identity());
    }

    /**
     * The same for rows that are changed before they are judged.
     *
     * @param seen what becomes of them
     */
    default double heldOutAccuracy(LabelledTable table, UnaryOperator<LabelledTable> seen) {
        long right = table.folds(FOLDS, SEED).stream()
                .mapToLong(fold -> train(fold.train()).right(seen.apply(fold.heldOut())))
                .sum();
        return right / (double) table.rows().size();
    }
}
