package dev.vitrine.console.runs;

import dev.vitrine.common.operation.ClusterTask;
import dev.vitrine.console.control.FilteredTable;
import dev.vitrine.console.control.LiveTable;
import dev.vitrine.console.control.StateBadge;
import dev.vitrine.console.kit.Texts;
import dev.vitrine.console.task.TaskList;
import java.time.Instant;
import java.util.Comparator;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;

/** The table of runs. */
public final class RunsView {
    private RunsView() {}

    /** The view of a model. */
    public static FilteredTable<RunRow> of(RunsViewModel model) {
        LiveTable<RunRow> table = table(model);
        table.onChosen(model::choose);
        return new FilteredTable<>("Runs", model.rows(), table, model.statusProperty());
    }

    /** The tasks of a model. */
    public static FilteredTable<ClusterTask> tasks(RunsViewModel model) {
        LiveTable<ClusterTask> table = new LiveTable<>(
                        "tasks",
                        model.tasks().rows(),
                        "No tasks. Workers appear here, and what was launched in view 4.")
                .nodes(
                        "State",
                        104,
                        Comparator.comparing(TaskList::state),
                        StateBadge::new,
                        (badge, task) -> badge.show(TaskList.state(task)))
                .column("Definition", 170, task -> task.family() + ":" + task.revision())
                .column("Task", 110, task -> Texts.digest(task.id()))
                .column(
                        "Started by",
                        140,
                        task -> task.group().startsWith("service:") ? task.group() : task.startedBy())
                .ordered(
                        "Created",
                        160,
                        task -> Texts.time(task.createdAt()),
                        Comparator.comparing(task -> task.createdAt().orElse(Instant.EPOCH)))
                .ordered(
                        "Stopped",
                        160,
                        task -> Texts.time(task.stoppedAt()),
                        Comparator.comparing(task -> task.stoppedAt().orElse(Instant.MAX)))
                .column("Why it ended", 320, task -> task.problem().orElse(task.stoppedReason()));
        table.onChosen(model::chooseTasks);
        return new FilteredTable<>(
                "Tasks", model.tasks().rows(), table, model.tasks().statusProperty());
    }

    private static LiveTable<RunRow> table(RunsViewModel model) {
        return new LiveTable<>(
                        "runs",
                        model.rows(),
                        "No runs yet. Upload a table on a prototype's page, or send one to"
                                + " /api/v1/prototypes/<name>/jobs: it appears here at once.")
                .nodes(
                        "State",
                        104,
                        Comparator.comparing(row -> row.job().state()),
                        StateBadge::new,
                        (badge, row) -> badge.show(row.state()))
                .column("Prototype", 110, row -> row.job().prototype())
                .column("Source", 190, row -> row.job().source())
                .nodes(
                        "Progress",
                        250,
                        Comparator.comparingDouble(RunRow::progress),
                        ProgressNode::new,
                        ProgressNode::show)
                .numbers("Rate", 84, RunRow::rateText, RunRow::rate)
                .numbers("Left", 104, RunRow::leftText, row -> row.left()
                        .map(java.time.Duration::toMillis)
                        .orElse(Long.MAX_VALUE))
                .numbers("Rejects", 74, row -> Texts.number(row.job().progress().rejects()), row -> row.job()
                        .progress()
                        .rejects())
                .numbers("Workers", 80, row -> row.workers() == 0 ? "" : String.valueOf(row.workers()), RunRow::workers)
                .numbers("Cost", 84, RunRow::dollarsText, row -> row.dollars().orElse(0))
                .column("By", 90, row -> row.job().owner())
                .ordered(
                        "Submitted",
                        160,
                        row -> Texts.time(row.job().submittedAt()),
                        Comparator.comparing(row -> row.job().submittedAt()))
                .column("Version", 120, row -> row.job().version())
                .column("Last line", 260, RunRow::lastLine);
    }

    /** A bar and the count of rows. */
    private static final class ProgressNode extends HBox {
        private final ProgressBar bar = new ProgressBar(0);
        private final Label rows = new Label();

        ProgressNode() {
            super(8);
            bar.setPrefWidth(60);
            bar.setMinWidth(40);
            setAlignment(Pos.CENTER_LEFT);
            getChildren().addAll(bar, rows);
        }

        void show(RunRow row) {
            bar.setProgress(row.progress());
            rows.setText(row.progressText());
        }
    }
}
