package dev.vitrine.common.result;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Names of the result columns: {@code row}, the input's columns as uploaded, the outputs, {@code error}. An input column
 * that bears the name of one of the others, as when results are uploaded again, gets {@code input_} before its name.
 */
public final class ResultColumns {
    public static final String ROW = "row";
    public static final String ERROR = "error";

    private ResultColumns() {}

    public static List<String> of(List<String> inputs, List<String> outputs) {
        Set<String> taken = new HashSet<>();
        taken.add(ROW);
        taken.add(ERROR);
        outputs.forEach(output -> taken.add(output.toLowerCase(Locale.ROOT)));
        List<String> columns = new ArrayList<>();
        columns.add(ROW);
        columns.addAll(renamed(inputs, taken));
        columns.addAll(outputs);
        columns.add(ERROR);
        return List.copyOf(columns);
    }

    /** Columns of the rejects: {@code row,column,value,reason} and the input's columns. */
    public static List<String> ofRejects(List<String> inputs) {
        List<String> columns = new ArrayList<>(List.of(ROW, "column", "value", "reason"));
        columns.addAll(renamed(inputs, new HashSet<>(columns)));
        return List.copyOf(columns);
    }

    private static List<String> renamed(List<String> inputs, Set<String> taken) {
        List<String> names = new ArrayList<>(inputs.size());
        for (String input : inputs) {
            String name = input;
            while (!taken.add(name.toLowerCase(Locale.ROOT))) {
                name = "input_" + name;
            }
            names.add(name);
        }
        return names;
    }
}
