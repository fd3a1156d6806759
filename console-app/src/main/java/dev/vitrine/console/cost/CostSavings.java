package dev.vitrine.console.cost;

import dev.vitrine.common.operation.ClusterTask;
import dev.vitrine.console.kit.Inspection;
import dev.vitrine.console.kit.Texts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is there by the hour and nobody uses, with what stopping it saves; and the same of what is used. */
final class CostSavings {
    private static final int MOST_LINES = 20;

    private final CostFigures figures;

    CostSavings(CostFigures figures) {
        this.figures = figures;
    }

    /** @param idle whether nobody uses it; empty while that is not known */
    private record Standing(double hourly, String what, Optional<Boolean> idle) {
        List<String> line() {
            return List.of(Texts.dollars(CostRow.HOURS_PER_MONTH * hourly), what);
        }
    }

    /** What idles, and after it what does not or may not. */
    List<Inspection.Part> parts() {
        List<Standing> all = new ArrayList<>(tasks());
        figures.hourlyNow().forEach(use -> all.add(standing(use)));
        all.addAll(services());
        List<List<String>> idle = lines(all, true);
        List<List<String>> others = lines(all, false);
        List<Inspection.Part> parts = new ArrayList<>();
        parts.add(grid("Running idle now", idle.isEmpty() ? List.of(List.of("", "Nothing.")) : idle));
        if (!others.isEmpty()) {
            parts.add(grid("Not idle, as far as known", others));
        }
        return parts;
    }

    private static Inspection.Grid grid(String heading, List<List<String>> lines) {
        return new Inspection.Grid(heading, List.of("Saves a month", "What"), lines);
    }

    /** The dearest first; of very many the others together. */
    private static List<List<String>> lines(List<Standing> all, boolean idle) {
        List<Standing> some = all.stream()
                .filter(each -> each.idle().orElse(false) == idle)
                .sorted(Comparator.comparingDouble(Standing::hourly).reversed())
                .toList();
        List<Standing> told = new ArrayList<>(some.subList(0, Math.min(some.size(), MOST_LINES)));
        List<Standing> others = some.subList(told.size(), some.size());
        if (!others.isEmpty()) {
            told.add(new Standing(
                    others.stream().mapToDouble(Standing::hourly).sum(),
                    "and " + Texts.number(others.size()) + " more",
                    Optional.of(idle)));
        }
        return told.stream().map(Standing::line).toList();
    }

    /** Workers that hold no part of a run. */
    private List<Standing> tasks() {
        return figures.idle().stream()
                .map(task -> new Standing(
                        figures.prices().hourly(task),
                        "task " + Texts.digest(task.id()) + " of " + task.family(),
                        Optional.of(true)))
                .toList();
    }

    private Standing standing(HourlyUse use) {
        String what =
                switch (use.kind()) {
                    case BALANCER -> use.name();
                    case STARTED -> use.count() + " of " + use.name() + " kept started";
                };
        Optional<LastCalls> last = figures.lastCalls(use);
        return new Standing(
                use.hourly(figures.prices().list()), what + "\n" + told(use, last), last.map(LastCalls::isIdle));
    }

    /** How much it is used, in words. */
    static String told(HourlyUse use, Optional<LastCalls> last) {
        return switch (use.kind()) {
            case BALANCER ->
                last.map(it -> it.text("asked", Optional.of(use.from()))).orElse("not known whether anybody asks");
            case STARTED ->
                last.map(it -> it.text("called", Optional.empty())).orElse("not known whether anybody calls");
        };
    }

    private List<Standing> services() {
        Map<String, List<ClusterTask>> families = figures.serving().stream()
                .collect(Collectors.groupingBy(ClusterTask::family, TreeMap::new, Collectors.toList()));
        return families.entrySet().stream()
                .map(family -> {
                    Optional<LastCalls> last = figures.requests(family.getKey());
                    List<ClusterTask> tasks = family.getValue();
                    return new Standing(
                            figures.hourly(tasks),
                            (tasks.size() == 1 ? "1 task" : tasks.size() + " tasks") + " of " + family.getKey() + "\n"
                                    + last.map(it -> it.text("asked", Optional.empty()))
                                            .orElse("not known whether anybody asks"),
                            last.map(LastCalls::isIdle));
                })
                .toList();
    }
}
