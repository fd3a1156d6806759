package dev.vitrine.web.compare;

import dev.vitrine.common.prototype.Field;
import dev.vitrine.common.prototype.FieldType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts one output of two jobs, row by row. */
final class OutputTally {
    /** What stands for a row that got no answer. */
    static final String REJECTED = "–";

    private static final int MOST_WORDS = 60;
    private static final int MOST_PAIRS = 20_000;

    private final Field field;
    private final Map<String, Map<String, Long>> pairs = new HashMap<>();
    private int distinct;
    private long same;
    private long numbers;
    private double sum;
    private double absolute;
    private double greatest;

    OutputTally(Field field) {
        this.field = field;
    }

    boolean isWords() {
        return field.type() instanceof FieldType.Category || field.type() instanceof FieldType.Bool;
    }

    boolean isNumber() {
        return field.type() instanceof FieldType.Real || field.type() instanceof FieldType.Whole;
    }

    boolean isVector() {
        return field.type() instanceof FieldType.Vector;
    }

    String name() {
        return field.name();
    }

    void add(String before, String now) {
        if (before.equals(now)) {
            same++;
        }
        if (isWords()) {
            Map<String, Long> changes = pairs.get(before);
            if (changes == null && distinct < MOST_PAIRS) {
                changes = new HashMap<>();
                pairs.put(before, changes);
            }
            if (changes != null && (distinct < MOST_PAIRS || changes.containsKey(now))) {
                distinct += changes.merge(now, 1L, Long::sum) == 1 ? 1 : 0;
            }
        } else if (isNumber() && isReal(before) && isReal(now)) {
            double change = Double.parseDouble(now) - Double.parseDouble(before);
            numbers++;
            sum += change;
            absolute += Math.abs(change);
            greatest = Math.max(greatest, Math.abs(change));
        }
    }

    private static boolean isReal(String cell) {
        return !cell.isEmpty() && !cell.equals(REJECTED);
    }

    OutputComparison result() {
        if (isWords()) {
            List<String> words = words();
            List<List<Long>> counts = words.stream()
                    .map(before -> words.stream()
                            .map(now -> pairs.getOrDefault(before, Map.of()).getOrDefault(now, 0L))
                            .toList())
                    .toList();
            return new OutputComparison.Words(field.name(), field.label(), words, counts, same);
        }
        return isNumber()
                ? new OutputComparison.Numbers(
                        field.label(),
                        numbers,
                        same,
                        numbers == 0 ? 0 : sum / numbers,
                        numbers == 0 ? 0 : absolute / numbers,
                        greatest)
                : new OutputComparison.Others(field.label(), same);
    }

    /** The declared words that came up, or all when they are few; then rejects. */
    private List<String> words() {
        List<String> declared =
                field.type() instanceof FieldType.Category(List<String> values) ? values : List.of("false", "true");
        List<String> words = new ArrayList<>(declared.stream()
                .filter(word -> declared.size() <= 12 || isSeen(word))
                .limit(MOST_WORDS)
                .toList());
        for (String odd : List.of("", REJECTED)) {
            if (isSeen(odd)) {
                words.add(odd);
            }
        }
        return words;
    }

    private boolean isSeen(String word) {
        return pairs.containsKey(word) || pairs.values().stream().anyMatch(now -> now.containsKey(word));
    }
}
