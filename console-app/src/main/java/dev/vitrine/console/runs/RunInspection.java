package dev.vitrine.console.runs;

import dev.vitrine.common.job.Job;
import dev.vitrine.common.operation.ClusterTask;
import dev.vitrine.console.kit.Inspection;
import dev.vitrine.console.kit.Inspection.Fact;
import dev.vitrine.console.kit.Texts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the inspector tells of one run, of two side by side, or of many. */
final class RunInspection {
    private RunInspection() {}

    static Inspection of(List<RunRow> chosen, RunRates rates, List<Inspection.Part> metrics, Instant now) {
        return switch (chosen.size()) {
            case 0 -> Inspection.NONE;
            case 1 -> one(chosen.getFirst(), rates, metrics, now);
            case 2 -> two(chosen.getFirst(), chosen.getLast(), now);
            default -> many(chosen);
        };
    }

    private static Inspection one(RunRow row, RunRates rates, List<Inspection.Part> metrics, Instant now) {
        Job job = row.job();
        List<Inspection.Part> parts = new ArrayList<>();
        failure(row).ifPresent(text -> parts.add(new Inspection.Remark("Why", text, true)));
        if (row.stalled()) {
            parts.add(new Inspection.Remark("", stalled(row), true));
        }
        parts.add(new Inspection.Facts("Run", facts(row, now)));
        if (!row.tasks().isEmpty()) {
            parts.add(new Inspection.Grid(
                    "Tasks",
                    List.of("Task", "State", "Ran", "vCPU", "MB", "Image"),
                    row.tasks().stream()
                            .map(task -> List.of(
                                    Texts.digest(task.id()),
                                    task.status(),
                                    Texts.duration(task.ran(now)),
                                    String.valueOf(task.cpuUnits() / 1024.0),
                                    String.valueOf(task.memoryMb()),
                                    Texts.digest(task.digest())))
                            .toList()));
        }
        List<Double> history = rates.history(job.id());
        if (history.size() > 2) {
            parts.add(new Inspection.Chart(
                    "Throughput since you look", "rows/s", List.of(new Inspection.Series("rows/s", history))));
        }
        parts.addAll(metrics);
        if (!row.lastLine().isBlank()) {
            parts.add(new Inspection.Lines("Last log line", List.of(row.lastLine())));
        }
        return new Inspection(job.prototype() + ": " + job.source(), row.state(), parts);
    }

    /** Why it failed: its own reason, or that of its tasks. */
    private static Optional<String> failure(RunRow row) {
        if (row.job().reason().isPresent()) {
            return row.job().reason();
        }
        if (row.job().state().isDone()) {
            return Optional.empty();
        }
        String tasks = row.tasks().stream()
                .flatMap(task -> task.problem().stream())
                .distinct()
                .collect(Collectors.joining("; "));
        return tasks.isBlank() ? Optional.empty() : Optional.of(tasks);
    }

    private static String stalled(RunRow row) {
        return row.workers() == 0
                ? "Nothing works on it. See in Serve whether the frontend runs, since it starts the workers."
                : "No row was answered for a minute. Its log may say why.";
    }

    private static List<Fact> facts(RunRow row, Instant now) {
        Job job = row.job();
        return List.of(
                new Fact("Id", job.id()),
                new Fact("Version", job.version()),
                new Fact("By", job.owner()),
                new Fact("Submitted", Texts.time(job.submittedAt())),
                new Fact("Started", Texts.time(job.startedAt())),
                new Fact("Finished", Texts.time(job.finishedAt())),
                new Fact("Took", job.startedAt().isEmpty() ? "" : Texts.duration(row.took(now))),
                new Fact("Rows", row.progressText()),
                new Fact("Rejects", Texts.number(job.progress().rejects())),
                new Fact(
                        "Shards",
                        job.progress().shardsDone() + " of " + job.shards() + " done"
                                + (job.progress().shardsSetAside() == 0
                                        ? ""
                                        : ", " + job.progress().shardsSetAside() + " set aside")),
                new Fact("Rate", row.rateText()),
                new Fact("Time left", row.leftText()),
                new Fact("Cost", row.dollarsText() + row.cost().unknown()),
                new Fact("Seed", String.valueOf(job.seed())),
                new Fact("Image", image(row)),
                new Fact("Columns", String.join(", ", job.columns())));
    }

    private static String image(RunRow row) {
        return row.tasks().stream()
                .map(ClusterTask::digest)
                .filter(digest -> !digest.isBlank())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static Inspection two(RunRow one, RunRow other, Instant now) {
        List<Fact> left = facts(one, now);
        List<Fact> right = facts(other, now);
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("State", one.state(), other.state(), same(one.state(), other.state())));
        rows.add(List.of(
                "Prototype",
                one.job().prototype(),
                other.job().prototype(),
                same(one.job().prototype(), other.job().prototype())));
        for (int i = 0; i < left.size(); i++) {
            String a = left.get(i).value();
            String b = right.get(i).value();
            if (!a.isBlank() || !b.isBlank()) {
                rows.add(List.of(left.get(i).name(), shortened(a), shortened(b), same(a, b)));
            }
        }
        return new Inspection(
                "Two runs side by side",
                "",
                List.of(new Inspection.Grid("", List.of("", "First", "Second", ""), rows)));
    }

    private static String same(String one, String other) {
        return one.equals(other) ? "" : "≠";
    }

    private static String shortened(String text) {
        return text.length() <= 28 ? text : text.substring(0, 27) + "…";
    }

    private static Inspection many(List<RunRow> chosen) {
        long rows = chosen.stream().mapToLong(row -> row.job().rows()).sum();
        long rejects =
                chosen.stream().mapToLong(row -> row.job().progress().rejects()).sum();
        double dollars =
                chosen.stream().mapToDouble(row -> row.dollars().orElse(0)).sum();
        long unknown =
                chosen.stream().filter(row -> !row.cost().unknown().isBlank()).count();
        return new Inspection(
                chosen.size() + " runs",
                "",
                List.of(new Inspection.Facts(
                        "Together",
                        List.of(
                                new Fact("Rows", Texts.number(rows)),
                                new Fact("Rejects", Texts.number(rejects)),
                                new Fact("Cost", cost(dollars, unknown)),
                                new Fact(
                                        "Open",
                                        String.valueOf(chosen.stream()
                                                .filter(RunRow::mayCancel)
                                                .count()))))));
    }

    private static String cost(double dollars, long unknown) {
        String known = dollars == 0 ? "" : Texts.dollars(dollars);
        String others = unknown == 0 ? "" : Texts.number(unknown) + " of them not known";
        return known + (known.isBlank() || others.isBlank() ? "" : ", ") + others;
    }
}
