package dev.vitrine.console.activity;

import dev.vitrine.console.action.ActionRecord;
import dev.vitrine.console.control.FilteredTable;
import dev.vitrine.console.control.LiveTable;
import dev.vitrine.console.control.StateBadge;
import dev.vitrine.console.kit.Texts;
import java.util.Comparator;

/** The table of actions. */
public final class ActivityView {
    private ActivityView() {}

    /** The view of a model. */
    public static FilteredTable<ActionRecord> of(ActivityViewModel model) {
        LiveTable<ActionRecord> table = table(model);
        table.onChosen(model::choose);
        return new FilteredTable<>("Activity", model.rows(), table, model.statusProperty());
    }

    private static LiveTable<ActionRecord> table(ActivityViewModel model) {
        return new LiveTable<>(
                        "activity",
                        model.rows(),
                        "Nothing was changed from here yet. What you do in the other views is written down here, with"
                                + " the AWS CLI line that does the same.")
                .ordered("When", 164, record -> Texts.time(record.at()), Comparator.comparing(ActionRecord::at))
                .nodes(
                        "State",
                        84,
                        Comparator.comparing(ActionRecord::done),
                        StateBadge::new,
                        (badge, record) -> badge.show(record.done() ? "DONE" : "FAILED"))
                .column("What", 120, ActionRecord::what)
                .column("Target", 170, ActionRecord::target)
                .column("Before", 170, record -> record.before().replace('\n', ' '))
                .column("After", 170, record -> record.after().replace('\n', ' '))
                .column("Who", 130, ActionRecord::who)
                .column("Result", 220, ActionRecord::message);
    }
}
