package dev.vitrine.web.compare;

import java.util.List;

/**
 * What came of comparing two jobs row by row.
 *
 * @param compared rows that both jobs have done
 * @param changed rows whose answer is another: a word, a date or a text, or whether it is a reject; where there are only
 *     numbers, any of them
 * @param otherInputs rows whose inputs are not the same, so that a change says nothing of the version
 * @param rows the first of the changed rows, and the first of each change of words
 */
public record Comparison(
        long compared, long changed, long otherInputs, List<OutputComparison> outputs, List<ChangedRow> rows) {
    /**
     * A row with another answer.
     *
     * @param before outputs of the first job, or why it was rejected
     * @param now outputs of the second
     * @param was word of the first output of words
     * @param is the word now
     */
    public record ChangedRow(
            long row, List<String> inputs, List<String> before, List<String> now, String was, String is) {
        /** The same with no cell longer than so many characters; {@code was} and {@code is} stay whole. */
        ChangedRow cut(int most) {
            return new ChangedRow(row, cut(inputs, most), cut(before, most), cut(now, most), was, is);
        }

        private static List<String> cut(List<String> cells, int most) {
            return cells.stream()
                    .map(cell -> cell.length() <= most ? cell : cell.substring(0, most - 1) + "…")
                    .toList();
        }
    }

    /** Rows with the same answer. */
    public long same() {
        return compared - changed;
    }
}
