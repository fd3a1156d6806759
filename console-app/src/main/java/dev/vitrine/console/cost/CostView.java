package dev.vitrine.console.cost;

import dev.vitrine.console.control.FilteredTable;
import dev.vitrine.console.control.LiveTable;
import dev.vitrine.console.control.StateBadge;
import java.util.Comparator;

/** The table of costs. */
public final class CostView {
    private CostView() {}

    /** The view of a model. */
    public static FilteredTable<CostRow> of(CostViewModel model) {
        LiveTable<CostRow> table = new LiveTable<>(
                        "cost",
                        model.rows(),
                        "Nothing has run yet since this console looks. What an idle deployment costs is told by make cost.")
                .nodes("Now", 90, Comparator.comparing(CostRow::state), StateBadge::new, (badge, row) -> {
                    badge.show(row.state());
                    badge.setVisible(!row.state().isBlank());
                })
                .names("What", 230, CostRow::name)
                .numbers("Today", 88, row -> CostRow.dollars(row.today()), CostRow::today)
                .numbers("This month", 104, row -> CostRow.dollars(row.month()), CostRow::month)
                .numbers("An hour", 78, row -> CostRow.dollars(row.hourly()), CostRow::hourly)
                .numbers("Called", 104, row -> CostRow.count(row.calls()), CostRow::calls)
                .numbers("Running", 78, row -> CostRow.count(row.running()), CostRow::running)
                .numbers("Idle", 50, row -> CostRow.count(row.idle()), CostRow::idle)
                .numbers("Of calls", 90, row -> CostRow.dollars(row.called()), CostRow::called)
                .numbers("Of tasks", 90, row -> CostRow.dollars(row.tasks()), CostRow::tasks)
                .numbers("Runs", 56, row -> CostRow.count(row.runs().size()), row -> row.runs()
                        .size())
                .numbers("A run", 84, CostRow::perRunText, CostRow::perRun);
        table.onChosen(model::choose);
        return new FilteredTable<>("Cost", model.rows(), table, model.statusProperty());
    }
}
