package dev.vitrine.console.cost;

import dev.vitrine.common.cost.Item;
import dev.vitrine.common.job.Job;
import dev.vitrine.console.kit.Inspection;
import dev.vitrine.console.kit.Inspection.Fact;
import dev.vitrine.console.kit.Texts;
import dev.vitrine.console.resource.RunProgress;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the inspector tells of costs: of all together, or of one row. */
final class CostInspection {
    private static final double BYTES_PER_GB = 1_000_000_000;

    private final CostFigures figures;
    private final CostDays days;
    private final CostForecast forecast;
    private final CostSavings savings;
    private final Clock clock;

    CostInspection(CostFigures figures, Clock clock) {
        this.figures = figures;
        this.days = new CostDays(figures);
        this.forecast = new CostForecast(figures);
        this.savings = new CostSavings(figures);
        this.clock = clock;
    }

    Inspection overview() {
        List<Inspection.Part> parts = new ArrayList<>();
        double projected = forecast.month();
        if (figures.line() > 0 && projected > figures.line()) {
            parts.add(new Inspection.Remark(
                    "",
                    "Going on so, the month will have cost " + Texts.dollars(projected) + ", more than the line of "
                            + Texts.dollars(figures.line()) + ".",
                    true));
        }
        parts.add(new Inspection.Facts(
                "Together",
                List.of(
                        new Fact(
                                "This month",
                                Texts.dollars(figures.paidThisMonth().usd())),
                        new Fact("Going on so", Texts.dollars(projected)),
                        new Fact("Line", figures.line() > 0 ? Texts.dollars(figures.line()) : "not set"),
                        new Fact("An hour now", Texts.dollars(figures.standing())),
                        new Fact(
                                "Prices",
                                figures.prices().list().region() + ", as of "
                                        + figures.prices().list().asOf()
                                        + (figures.prices().isExact()
                                                ? ""
                                                : " (those of your region are not known)")))));
        parts.add(kinds());
        parts.addAll(savings.parts());
        parts.add(days.chart(""));
        parts.add(days.grid(""));
        parts.add(dearest());
        parts.add(new Inspection.Remark("Not counted", notCounted(), false));
        return new Inspection("What it costs", "", parts);
    }

    /** A figure for each kind, that add up. */
    private Inspection.Grid kinds() {
        List<List<String>> lines = new ArrayList<>();
        DayCosts month = figures.paidThisMonth();
        for (CostKind kind : CostKind.values()) {
            double projected = forecast.month(kind);
            if (projected > 0) {
                DayCosts of = month.of(kind);
                lines.add(List.of(
                        kind.text(),
                        Texts.dollars(of.on(figures.today()).usd()),
                        Texts.dollars(of.usd()),
                        Texts.dollars(projected)));
            }
        }
        if (!lines.isEmpty()) {
            lines.add(List.of(
                    "Together",
                    Texts.dollars(month.on(figures.today()).usd()),
                    Texts.dollars(month.usd()),
                    Texts.dollars(forecast.month())));
        }
        return new Inspection.Grid("Of that", List.of("", "Today", "This month", "Going on so"), lines);
    }

    private String notCounted() {
        long bytes = figures.imageBytes();
        String images = bytes == 0
                ? "images"
                : "images (" + Texts.bytes(bytes) + " are "
                        + Texts.dollars(bytes
                                / BYTES_PER_GB
                                * figures.prices().list().of(Item.IMAGE_STORAGE).usd())
                        + " a month)";
        return "What is stored, read and logged in S3, DynamoDB and CloudWatch, " + images
                + ", secrets, alarms, the traffic of a load balancer and cold starts of functions: make cost estimates"
                + " most of these. Counted are, at list prices, the tasks that this console has seen, the calls that"
                + " CloudWatch has measured, and what is there by the hour.";
    }

    private static String tasks(CostRow row) {
        return row.running() == 1 ? "1 task" : row.running() + " tasks";
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
        DayCosts month = figures.paidThisMonth().of(row.name());
        List<Fact> facts = new ArrayList<>();
        if (row.running() > 0) {
            facts.add(new Fact("Running", tasks(row) + ", " + row.idle() + " of them idle"));
        }
        if (row.hourly() > 0) {
            facts.add(new Fact("An hour", Texts.dollars(row.hourly())));
            facts.add(new Fact("If it goes on", Texts.dollars(row.monthly()) + " a month"));
        }
        facts.add(new Fact("Today", Texts.dollars(row.today())));
        facts.add(new Fact("This month", Texts.dollars(row.month())));
        for (CostKind kind : month.kinds()) {
            facts.add(new Fact(kind.text(), Texts.dollars(month.of(kind).usd())));
        }
        facts.add(new Fact(
                row.called() == 0 ? "Asked" : "Called", row.calls() == 0 ? "" : CostRow.count(row.calls()) + " times"));
        facts.add(new Fact("A call", aCall(row)));
        if (!row.runs().isEmpty()) {
            facts.add(new Fact("Runs", String.valueOf(row.runs().size())));
            facts.add(new Fact("A run", row.perRunText()));
        }
        List<Inspection.Part> parts = new ArrayList<>(List.of(new Inspection.Facts("Cost", facts)));
        figures.hourlyNow().stream()
                .filter(use -> use.name().equals(row.name()))
                .map(use -> new Inspection.Remark("", without(use), false))
                .forEach(parts::add);
        parts.add(days.chart(row.name()));
        parts.add(days.grid(row.name()));
        return new Inspection(row.name(), row.state(), parts);
    }

    private String without(HourlyUse use) {
        String used = ", " + CostSavings.told(use, figures.lastCalls(use));
        return switch (use.kind()) {
            case BALANCER ->
                "There since " + Texts.time(use.from()) + ", with " + use.count() + " public addresses" + used + "."
                        + " LOAD_BALANCER=false make deploy does without it.";
            case STARTED ->
                use.count() + " kept started (" + use.id().substring(use.id().lastIndexOf(':') + 1) + ") since "
                        + Texts.time(use.from()) + used + ". PROVISIONED_CONCURRENCY=0 make deploy keeps none.";
        };
    }

    /** What a call takes and costs on average this month; blank without any. */
    private String aCall(CostRow row) {
        if (row.called() == 0) {
            return "";
        }
        double millis =
                figures.calls(row.name()).stream().mapToDouble(CallDay::millis).sum();
        return String.format(
                Locale.ENGLISH,
                "%s a million, %.1f ms",
                Texts.dollars(row.called() / row.calls() * 1_000_000),
                millis / row.calls());
    }
}
