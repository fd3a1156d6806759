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
                .column("Tasks of", 160, CostRow::family)
                .numbers(
                        "Running", 76, row -> row.running() == 0 ? "" : String.valueOf(row.running()), CostRow::running)
                .numbers("Idle", 60, row -> row.idle() == 0 ? "" : String.valueOf(row.idle()), CostRow::idle)
                .numbers("An hour", 80, row -> CostRow.dollars(row.hourly()), CostRow::hourly)
                .numbers("If it goes on", 110, row -> CostRow.dollars(row.monthly()), CostRow::monthly)
                .numbers("Today", 80, row -> CostRow.dollars(row.today()), CostRow::today)
                .numbers("This month", 100, row -> CostRow.dollars(row.month()), CostRow::month)
                .numbers(
                        "Runs",
                        60,
                        row -> row.runs().isEmpty()
                                ? ""
                                : String.valueOf(row.runs().size()),
                        row -> row.runs().size())
                .numbers("A run", 90, CostRow::perRunText, CostRow::perRun);
        table.onChosen(model::choose);
        return new FilteredTable<>("Cost", model.rows(), table, model.statusProperty());
    }
}
