package dev.vitrine.inference.training;

import java.util.function.UnaryOperator;

/** A way to make a classifier from a table; the same table gives the same classifier. */
interface Training {
    int FOLDS = 5;
    long SEED = 20_260_101;

    Classifier train(LabelledTable table);

    /** What classifiers say of rows that they had not seen. */
    default HeldOut heldOut(LabelledTable table) {
        return heldOut(table, UnaryOperator.identity());
    }

    /**
     * The same for rows that are changed before they are judged.
     *
     * @param seen what becomes of them
     */
    default HeldOut heldOut(LabelledTable table, UnaryOperator<LabelledTable> seen) {
        HeldOut judged = HeldOut.none();
        for (LabelledTable.Fold fold : table.folds(FOLDS, SEED)) {
            judged = judged.and(train(fold.train()), seen.apply(fold.heldOut()));
        }
        return judged;
    }
}
