package dev.vitrine.web.compare;

import java.util.List;

/** How the answers of two jobs go together for one output. */
public sealed interface OutputComparison {
    /** What people read beside it. */
    String label();

    /** Rows with the same answer in both. */
    long same();

    /**
     * Words against words: an agreement matrix.
     *
     * @param counts rows by the word of the first job, then by the word of the second
     */
    record Words(String name, String label, List<String> words, List<List<Long>> counts, long same)
            implements OutputComparison {}

    /**
     * Numbers against numbers, over the rows that have both.
     *
     * @param meanChange of the second against the first
     * @param meanDifference without regard to the sign
     * @param greatest difference without regard to the sign
     */
    record Numbers(String label, long rows, long same, double meanChange, double meanDifference, double greatest)
            implements OutputComparison {}

    /** Texts, dates and vectors: the same or not. */
    record Others(String label, long same) implements OutputComparison {}
}
