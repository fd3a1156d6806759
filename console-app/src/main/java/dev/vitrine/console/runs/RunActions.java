package dev.vitrine.console.runs;

import dev.vitrine.common.artifact.ModelVersion;
import dev.vitrine.common.job.Job;
import dev.vitrine.common.job.JobState;
import dev.vitrine.common.job.JobSubmission;
import dev.vitrine.console.action.ActionPlan;
import dev.vitrine.console.action.ActionStep;
import dev.vitrine.console.desk.Desk;
import dev.vitrine.console.kit.Command;
import dev.vitrine.console.kit.Form;
import dev.vitrine.console.kit.Sheet;
import dev.vitrine.console.kit.Texts;
import dev.vitrine.console.kit.WholeFile;
import dev.vitrine.console.session.Connection;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** What may be done with runs. */
final class RunActions {
    private final Desk desk;
    private final RunLogs logs;

    RunActions(Desk desk, RunLogs logs) {
        this.desk = desk;
        this.logs = logs;
    }

    /** @param changed is run when what is offered may have changed */
    List<Command> commands(List<RunRow> chosen, RunWatch watch, Runnable changed) {
        List<Command> commands = new ArrayList<>();
        if (chosen.isEmpty()) {
            return commands;
        }
        commands.add(Command.of("Open log", "L", () -> logs.open(chosen)));
        if (chosen.size() == 1) {
            one(chosen.getFirst(), watch, changed, commands);
        }
        if (desk.mayChange()) {
            commands.add(Command.of("Rerun", "R", () -> rerun(chosen)));
            if (chosen.size() == 1) {
                commands.add(Command.of("Rerun with edits", "E", () -> edit(chosen.getFirst())));
            }
            List<RunRow> open = chosen.stream().filter(RunRow::mayCancel).toList();
            if (!open.isEmpty()) {
                commands.add(Command.danger("Cancel", "X", () -> cancel(open)));
            }
        }
        return commands;
    }

    private void one(RunRow row, RunWatch watch, Runnable changed, List<Command> commands) {
        if (row.hasResults()) {
            commands.add(Command.of("Open results", "O", () -> openResults(row.job())));
            if (row.job().progress().rejects() > 0) {
                commands.add(Command.of("Open rejects", "J", () -> openRejects(row.job())));
            }
        }
        if (row.mayCancel()) {
            boolean watched = watch.isWatched(row.job().id());
            commands.add(Command.of(watched ? "Do not notify" : "Notify when done", "N", () -> {
                watch.toggle(row.job().id());
                changed.run();
            }));
        }
        commands.add(
                Command.of("Copy id", "Y", () -> desk.screen().copy(row.job().id())));
    }

    private void openResults(Job job) {
        desk.workspace()
                .background(
                        () -> desk.workspace().cloud().results().columns(job),
                        columns -> desk.screen()
                                .openSheet(new Sheet(
                                        "Results of " + job.source(),
                                        columns,
                                        job.rows(),
                                        (from, count) -> desk.workspace()
                                                .cloud()
                                                .results()
                                                .page(job, from, count),
                                        Optional.of(file -> write(file, job, (one, out) -> desk.workspace()
                                                .cloud()
                                                .results()
                                                .writeCsv(one, out))),
                                        job.prototype() + "-" + job.id() + "-results.csv")),
                        this::failed);
    }

    private void openRejects(Job job) {
        List<String> columns = new ArrayList<>(List.of("row", "column", "value", "reason"));
        columns.addAll(job.columns());
        desk.screen()
                .openSheet(new Sheet(
                        "Rejects of " + job.source(),
                        columns,
                        Math.min(job.progress().rejects(), 10_000),
                        (from, count) -> {
                            List<List<String>> all = desk.workspace()
                                    .cloud()
                                    .results()
                                    .rejects(job, (int) Math.min(10_000, from - 1 + count));
                            return all.subList((int) Math.min(from - 1, all.size()), all.size());
                        },
                        Optional.of(file -> write(
                                file,
                                job,
                                (one, out) -> desk.workspace().cloud().results().writeRejectsCsv(one, out))),
                        job.prototype() + "-" + job.id() + "-rejects.csv"));
    }

    private static void write(Path file, Job job, BiConsumer<Job, OutputStream> content) {
        try {
            WholeFile.write(file, out -> content.accept(job, out));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private void rerun(List<RunRow> chosen) {
        propose(
                chosen.size() == 1 ? "Rerun" : "Rerun " + chosen.size() + " runs",
                "The same rows are answered once more by the same version, as a new run.",
                chosen.stream().map(RunRow::job).toList(),
                job -> rerun(job, job.version(), job.seed()),
                chosen.size() > 1);
    }

    /** The names that stand in its lines may have to be asked for. */
    private void propose(
            String title, String effect, List<Job> jobs, Function<Job, ActionStep> step, boolean dangerous) {
        desk.workspace()
                .background(
                        () -> new ActionPlan(
                                title, effect, jobs.stream().map(step).toList(), dangerous),
                        desk::propose,
                        this::failed);
    }

    private ActionStep rerun(Job job, String version, long seed) {
        Connection cloud = desk.workspace().cloud();
        JobSubmission again =
                cloud.rerun().prepare(job, version, seed, desk.session().who());
        String folder = "s3://" + cloud.objects().bucket() + "/jobs/";
        return new ActionStep(
                "Rerun",
                job.prototype() + ": " + job.source(),
                "run " + job.id() + ", version " + job.version() + ", seed " + job.seed(),
                "run " + again.job().id() + " of " + Texts.number(job.rows()) + " rows, version " + version + ", seed "
                        + seed,
                desk.cli("s3", "cp")
                                .with(
                                        "--recursive",
                                        folder + job.id() + "/",
                                        folder + again.job().id() + "/")
                                .with("--exclude", "*")
                                .with("--include", "input/*")
                                .with("--include", "columns.json")
                                .text()
                        + " && "
                        + desk.cli("dynamodb", "transact-write-items")
                                .withData("--transact-items", cloud.transactItems(again))
                                .text(),
                () -> {
                    cloud.rerun().submit(job, again);
                    return "run " + again.job().id();
                },
                Optional.of(() -> cancelPlan(List.of(again.job()))));
    }

    private void edit(RunRow row) {
        Job job = row.job();
        desk.workspace()
                .background(
                        () -> desk.workspace().cloud().prototypes().versions(job.prototype(), 50),
                        versions -> desk.ask(editForm(job, versions)),
                        this::failed);
    }

    private Form editForm(Job job, List<ModelVersion> versions) {
        List<Form.Option> options = versions.stream()
                .map(version -> new Form.Option(
                        version.version(), version.version() + "   published " + Texts.time(version.publishedAt())))
                .toList();
        return new Form(
                "Rerun " + job.source() + " with edits",
                "The same " + Texts.number(job.rows()) + " rows, as a new run.",
                List.of(
                        new Form.Choice("version", "Version that answers", job.version(), "", options),
                        new Form.Text(
                                "seed",
                                "Seed",
                                String.valueOf(job.seed()),
                                "For random choices. The same seed gives the same answers; write 'new' for another.",
                                1)),
                "Rerun",
                answers -> {
                    String seed = answers.getOrDefault("seed", "").strip();
                    long number;
                    try {
                        number = seed.equals("new")
                                ? ThreadLocalRandom.current().nextLong(1L << 53)
                                : Long.parseLong(seed);
                    } catch (NumberFormatException e) {
                        return Optional.of("The seed must be a whole number, or 'new'.");
                    }
                    String version = answers.getOrDefault("version", job.version());
                    propose("Rerun", "", List.of(job), again -> rerun(again, version, number), false);
                    return Optional.empty();
                });
    }

    private void cancel(List<RunRow> open) {
        List<Job> jobs = open.stream().map(RunRow::job).toList();
        desk.workspace().background(() -> cancelPlan(jobs), desk::propose, this::failed);
    }

    private ActionPlan cancelPlan(List<Job> jobs) {
        return new ActionPlan(
                jobs.size() == 1 ? "Cancel the run" : "Cancel " + jobs.size() + " runs",
                "Workers stop within a second. Rows that are done stay; a cancelled run cannot go on, only be rerun.",
                jobs.stream().map(this::cancel).toList(),
                true);
    }

    private ActionStep cancel(Job job) {
        return new ActionStep(
                "Cancel",
                job.prototype() + ": " + job.source(),
                job.state() + ", " + Texts.number(job.progress().rowsDone()) + " of " + Texts.number(job.rows())
                        + " rows done",
                JobState.CANCELLED.name(),
                CancelLines.of(
                        desk.workspace().cloud().table().table(), job, () -> desk.cli("dynamodb", "update-item")),
                () -> cancelled(desk.workspace().cloud().jobs().cancel(job.id())),
                Optional.empty());
    }

    /** @throws IllegalStateException when it was done before */
    private static String cancelled(Optional<Job> after) {
        JobState state = after.map(Job::state).orElseThrow(() -> new IllegalStateException("The run is gone."));
        if (state != JobState.CANCELLED) {
            throw new IllegalStateException("The run was " + state + " before it could be cancelled.");
        }
        return "it is " + state;
    }

    private void failed(String message) {
        desk.screen().announce("That did not work", message);
    }
}
