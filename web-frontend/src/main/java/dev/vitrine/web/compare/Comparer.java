package dev.vitrine.web.compare;

import dev.vitrine.common.job.Job;
import dev.vitrine.common.job.JobResults;
import dev.vitrine.common.prototype.Field;
import dev.vitrine.common.prototype.Schema;
import dev.vitrine.web.compare.Comparison.ChangedRow;
import dev.vitrine.web.compare.ResultRows.ResultRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Goes through the results of two jobs side by side, holding no more than what it counts. */
final class Comparer {
    private static final int MOST_ROWS = 200;
    private static final int MOST_OF_A_KIND = 50;
    private static final int MOST_KINDS = 1_000;
    /** Of all rows that are kept together. */
    private static final int MOST_CELLS = 40_000;

    private static final int LONGEST_CELL = 100;

    private final ResultRows before;
    private final ResultRows now;
    private final List<OutputTally> tallies = new ArrayList<>();
    private final List<int[]> places = new ArrayList<>();
    private final boolean byNumbers;
    private final int words;

    /** @param outputs of the second job's version; those that both jobs have are compared */
    Comparer(JobResults results, Job first, Job second, Schema outputs) {
        this.before = new ResultRows(results, first);
        this.now = new ResultRows(results, second);
        List<String> old = before.outputs();
        List<String> fresh = now.outputs();
        for (Field field : outputs.fields()) {
            if (old.contains(field.name()) && fresh.contains(field.name())) {
                tallies.add(new OutputTally(field));
                places.add(new int[] {old.indexOf(field.name()), fresh.indexOf(field.name())});
            }
        }
        this.byNumbers = tallies.stream().allMatch(OutputTally::isNumber);
        this.words = tallies.stream()
                .filter(OutputTally::isWords)
                .findFirst()
                .map(tallies::indexOf)
                .orElse(-1);
    }

    /** Compares everything; each changed row is also shown to the visitor. */
    Comparison compare(Consumer<ChangedRow> visitor) {
        long compared = 0;
        long changed = 0;
        long otherInputs = 0;
        List<ChangedRow> kept = new ArrayList<>();
        Map<String, Integer> kinds = new HashMap<>();
        int room = MOST_CELLS;
        ResultRow old = before.next();
        ResultRow fresh = now.next();
        while (old != null && fresh != null) {
            if (old.number() != fresh.number()) {
                if (old.number() < fresh.number()) {
                    old = before.next();
                } else {
                    fresh = now.next();
                }
                continue;
            }
            compared++;
            otherInputs += old.inputs().equals(fresh.inputs()) ? 0 : 1;
            if (add(old, fresh)) {
                changed++;
                ChangedRow row = row(old, fresh);
                visitor.accept(row);
                String kind = row.was() + "\n" + row.is();
                int ofKind = kinds.size() < MOST_KINDS || kinds.containsKey(kind)
                        ? kinds.merge(kind, 1, Integer::sum)
                        : Integer.MAX_VALUE;
                if (room > 0 && (kept.size() < MOST_ROWS || ofKind <= MOST_OF_A_KIND)) {
                    room -= row.inputs().size()
                            + row.before().size()
                            + row.now().size()
                            + 1;
                    kept.add(row.cut(LONGEST_CELL));
                }
            }
            old = before.next();
            fresh = now.next();
        }
        return new Comparison(
                compared,
                changed,
                otherInputs,
                tallies.stream().map(OutputTally::result).toList(),
                kept);
    }

    /** Counts a row; says whether its answer is another. */
    private boolean add(ResultRow old, ResultRow fresh) {
        boolean changed = old.error().isEmpty() != fresh.error().isEmpty();
        for (int i = 0; i < tallies.size(); i++) {
            String was = cell(old, places.get(i)[0]);
            String is = cell(fresh, places.get(i)[1]);
            tallies.get(i).add(was, is);
            changed |= (byNumbers || !tallies.get(i).isNumber()) && !isVector(i) && !was.equals(is);
        }
        return changed;
    }

    /** Vectors go with every version's numbers: they make no row another. */
    private boolean isVector(int i) {
        return !byNumbers && tallies.get(i).isVector();
    }

    private static String cell(ResultRow row, int place) {
        return row.error().isEmpty() ? row.outputs().get(place) : OutputTally.REJECTED;
    }

    private ChangedRow row(ResultRow old, ResultRow fresh) {
        return new ChangedRow(
                fresh.number(),
                List.copyOf(fresh.inputs()),
                answer(old, 0),
                answer(fresh, 1),
                words < 0 ? "" : cell(old, places.get(words)[0]),
                words < 0 ? "" : cell(fresh, places.get(words)[1]));
    }

    private List<String> answer(ResultRow row, int side) {
        return row.error().isEmpty()
                ? places.stream().map(place -> row.outputs().get(place[side])).toList()
                : List.of(row.error());
    }

    /** Names of the compared outputs. */
    List<String> names() {
        return tallies.stream().map(OutputTally::name).toList();
    }
}
