package dev.vitrine.web.result;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What is shown of records, however wide they are: row, the first inputs, the first outputs and the error; cells are the
 * shorter the more there are.
 */
public final class ShownColumns implements UnaryOperator<List<String>> {
    /** Most columns, those for row and error among them. */
    public static final int MOST = 200;

    private static final int LONGEST_CELL = 400;
    private static final int SHORTEST_CELL = 40;
    private static final int CHARACTERS = 10_000;

    private final List<String> all;
    private final int allInputs;
    private final int inputs;
    private final int outputs;
    private final int longest;

    /**
     * Chooses among the columns of results.
     *
     * @param columns row, inputs, outputs and error
     * @param inputs how many of them are inputs
     */
    public ShownColumns(List<String> columns, int inputs) {
        this.all = columns;
        this.allInputs = inputs;
        int allOutputs = columns.size() - inputs - 2;
        this.outputs = Math.min(allOutputs, Math.max(MOST / 2, MOST - 2 - inputs));
        this.inputs = Math.min(inputs, MOST - 2 - outputs);
        this.longest = Math.clamp(CHARACTERS / (this.inputs + outputs + 2), SHORTEST_CELL, LONGEST_CELL);
    }

    /** How many inputs are shown. */
    public int inputs() {
        return inputs;
    }

    /** Names of the columns that are shown. */
    public List<String> names() {
        return chosen(all, Integer.MAX_VALUE);
    }

    /** A record as it is shown. */
    @Override
    public List<String> apply(List<String> record) {
        return chosen(record, longest);
    }

    private List<String> chosen(List<String> record, int most) {
        List<String> shown = new ArrayList<>(inputs + outputs + 2);
        shown.add(record.getFirst());
        record.subList(1, 1 + inputs).forEach(cell -> shown.add(cut(cell, most)));
        record.subList(1 + allInputs, 1 + allInputs + outputs).forEach(cell -> shown.add(cut(cell, most)));
        shown.add(cut(record.getLast(), Math.max(most, LONGEST_CELL)));
        return shown;
    }

    private static String cut(String cell, int most) {
        return cell.length() <= most ? cell : cell.substring(0, most - 1) + "…";
    }
}
