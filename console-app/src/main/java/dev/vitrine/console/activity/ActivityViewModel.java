package dev.vitrine.console.activity;

import dev.vitrine.console.action.ActionJournal;
import dev.vitrine.console.action.ActionRecord;
import dev.vitrine.console.desk.Desk;
import dev.vitrine.console.desk.Feature;
import dev.vitrine.console.kit.Command;
import dev.vitrine.console.kit.Inspection;
import dev.vitrine.console.kit.Inspection.Fact;
import dev.vitrine.console.kit.LiveRow;
import dev.vitrine.console.kit.LiveRows;
import dev.vitrine.console.kit.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javafx.collections.ListChangeListener;

/** The journal of actions. */
public final class ActivityViewModel extends Feature {
    private final Desk desk;
    private final ActionJournal journal;
    private final LiveRows<ActionRecord> rows = new LiveRows<>(
            ActionRecord::id,
            record -> String.join(
                    " ",
                    record.what(),
                    record.target(),
                    record.who(),
                    record.where(),
                    record.message(),
                    record.done() ? "done" : "failed"));

    public ActivityViewModel(Desk desk, ActionJournal journal) {
        this.desk = desk;
        this.journal = journal;
        journal.records().addListener((ListChangeListener<ActionRecord>) change -> show());
        show();
    }

    private void show() {
        rows.show(journal.records());
        long failed =
                journal.records().stream().filter(record -> !record.done()).count();
        status(Texts.counted(journal.records().size(), "action")
                + (failed == 0 ? "" : ", " + failed + " of them failed"));
    }

    public LiveRows<ActionRecord> rows() {
        return rows;
    }

    @Override
    public void shown(boolean visible) {
        // The journal tells by itself.
    }

    /** The person selected these. */
    public void choose(List<LiveRow<ActionRecord>> selected) {
        List<ActionRecord> chosen = selected.stream().map(LiveRow::value).toList();
        if (chosen.isEmpty()) {
            inspect(Inspection.NONE, List.of());
            return;
        }
        List<Command> commands = new ArrayList<>();
        commands.add(Command.of("Copy as CLI", "C", () -> desk.screen()
                .copy(chosen.stream().map(ActionRecord::cli).collect(Collectors.joining("\n")))));
        ActionRecord first = chosen.getFirst();
        if (chosen.size() == 1 && desk.mayChange() && journal.canUndo(first)) {
            commands.add(Command.danger("Undo", "U", () -> journal.undo(first).ifPresent(desk::propose)));
        }
        inspect(chosen.size() == 1 ? one(first) : many(chosen), commands);
    }

    private static Inspection one(ActionRecord record) {
        return new Inspection(
                record.what() + " " + record.target(),
                record.done() ? "DONE" : "FAILED",
                List.of(
                        new Inspection.Remark(
                                "", record.message().isBlank() ? "Done." : record.message(), !record.done()),
                        new Inspection.Facts(
                                "Action",
                                List.of(
                                        new Fact("When", Texts.time(record.at())),
                                        new Fact("Who", record.who()),
                                        new Fact("Where", record.where()),
                                        new Fact("Before", record.before().replace('\n', ' ')),
                                        new Fact("After", record.after().replace('\n', ' ')),
                                        new Fact("Request id", record.requestId()))),
                        new Inspection.Lines(
                                "The same by the AWS CLI", record.cli().lines().toList())));
    }

    private static Inspection many(List<ActionRecord> records) {
        return new Inspection(
                records.size() + " actions",
                "",
                List.of(new Inspection.Lines(
                        "The same by the AWS CLI",
                        records.stream().flatMap(record -> record.cli().lines()).toList())));
    }
}
