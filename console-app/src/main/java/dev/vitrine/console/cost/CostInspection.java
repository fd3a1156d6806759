package dev.vitrine.console.cost;

import dev.vitrine.common.job.Job;
import dev.vitrine.common.operation.ClusterTask;
import dev.vitrine.console.kit.Inspection;
import dev.vitrine.console.kit.Inspection.Fact;
import dev.vitrine.console.kit.Texts;
import dev.vitrine.console.resource.RunProgress;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** What the inspector tells of costs: of all together, or of one family. */
final class CostInspection {
    private static final int MOST_IDLE = 50;
    private static final int DAYS = 30;
    private static final double DAYS_PER_YEAR = 365;

    private final CostFigures figures;
    private final Clock clock;

    CostInspection(CostFigures figures, Clock clock) {
        this.figures = figures;
        this.clock = clock;
    }

    Inspection overview() {
        List<Inspection.Part> parts = new ArrayList<>();
        if (figures.line() > 0 && figures.projected() > figures.line()) {
            parts.add(new Inspection.Remark(
                    "",
                    "Going on so, the month will have cost " + Texts.dollars(figures.projected())
                            + ", more than the line of " + Texts.dollars(figures.line()) + ".",
                    true));
        }
        parts.add(new Inspection.Facts(
                "Together",
                List.of(
                        new Fact("This month", Texts.dollars(figures.month())),
                        new Fact("Going on so", Texts.dollars(figures.projected())),
                        new Fact("Line", figures.line() > 0 ? Texts.dollars(figures.line()) : "not set"),
                        new Fact("An hour now", Texts.dollars(figures.hourlyNow())),
                        new Fact(
                                "Prices",
                                figures.prices().list().region() + ", as of "
                                        + figures.prices().list().asOf()
                                        + (figures.prices().isExact()
                                                ? ""
                                                : " (those of your region are not known)")))));
        parts.add(new Inspection.Grid("Running idle now", List.of("What", "Saves a month"), savings()));
        parts.add(chart(""));
        parts.add(dearest());
        parts.add(figures.others());
        parts.add(new Inspection.Remark(
                "",
                "From the tasks that this console has seen, at list prices. How much is read, written and logged is"
                        + " not known here: make cost tells that.",
                false));
        return new Inspection("What it costs", "", parts);
    }

    private List<List<String>> savings() {
        List<List<String>> lines = new ArrayList<>();
        List<ClusterTask> idle = figures.idle();
        for (ClusterTask task : idle.subList(0, Math.min(idle.size(), MOST_IDLE))) {
            lines.add(List.of(
                    "task " + Texts.digest(task.id()) + " of " + task.family(),
                    Texts.dollars(730 * figures.prices().hourly(task))));
        }
        if (idle.size() > MOST_IDLE) {
            lines.add(List.of(
                    "and " + Texts.number(idle.size() - MOST_IDLE) + " more",
                    Texts.dollars(730 * figures.hourly(idle.subList(MOST_IDLE, idle.size())))));
        }
        boolean open =
                figures.runs().stream().anyMatch(run -> !run.job().state().isDone());
        if (!open) {
            for (CostRow row : figures.rows()) {
                if (row.running() > row.idle()) {
                    lines.add(List.of(row.family() + ", if nobody asks", Texts.dollars(row.monthly())));
                }
            }
        }
        return lines.isEmpty() ? List.of(List.of("Nothing.", "")) : lines;
    }

    /** Dollars a day of a family, or of all. */
    private Inspection.Chart chart(String family) {
        List<Inspection.Series> series =
                new ArrayList<>(List.of(new Inspection.Series("a day", figures.days(family, DAYS))));
        if (figures.line() > 0 && family.isEmpty()) {
            series.add(new Inspection.Series(
                    "the line, a day", Collections.nCopies(DAYS, figures.line() * 12 / DAYS_PER_YEAR)));
        }
        return new Inspection.Chart("The last " + DAYS + " days", "$", series);
    }

    /** Runs of the list with the cost of the tasks that worked while they ran. */
    private Inspection.Grid dearest() {
        Instant now = clock.instant();
        List<List<String>> lines = figures.runs().stream()
                .map(RunProgress::job)
                .filter(job -> job.startedAt().isPresent())
                .map(job -> Map.entry(job, figures.dollars(job, now)))
                .filter(entry -> entry.getValue() > 0)
                .sorted(Map.Entry.<Job, Double>comparingByValue().reversed())
                .limit(8)
                .map(entry -> List.of(
                        entry.getKey().prototype(),
                        entry.getKey().source(),
                        Texts.number(entry.getKey().rows()),
                        Texts.dollars(entry.getValue())))
                .toList();
        return new Inspection.Grid("The dearest runs", List.of("Prototype", "Source", "Rows", "Cost"), lines);
    }

    Inspection one(CostRow row) {
        return new Inspection(
                row.family(),
                row.state(),
                List.of(
                        new Inspection.Facts(
                                "Cost",
                                List.of(
                                        new Fact("Running", row.running() + " tasks, " + row.idle() + " of them idle"),
                                        new Fact("An hour", Texts.dollars(row.hourly())),
                                        new Fact("If it goes on", Texts.dollars(row.monthly()) + " a month"),
                                        new Fact("Today", Texts.dollars(row.today())),
                                        new Fact("This month", Texts.dollars(row.month())),
                                        new Fact(
                                                "Runs",
                                                String.valueOf(row.runs().size())),
                                        new Fact("A run", row.perRunText()))),
                        chart(row.family())));
    }
}
