package dev.vitrine.console.serve;

import dev.vitrine.console.control.FilteredTable;
import dev.vitrine.console.control.LiveTable;
import dev.vitrine.console.control.StateBadge;
import java.util.Comparator;

/** The table of services and functions. */
public final class ServeView {
    private ServeView() {}

    /** The view of a model. */
    public static FilteredTable<ServeRow> of(ServeViewModel model) {
        LiveTable<ServeRow> table = table(model);
        table.onChosen(model::choose);
        return new FilteredTable<>("Serve", model.rows(), table, model.statusProperty());
    }

    private static LiveTable<ServeRow> table(ServeViewModel model) {
        return new LiveTable<>(
                        "serve",
                        model.rows(),
                        "Nothing serves yet. Deploy the stack (docs/deploy.md) or publish a prototype (make publish).")
                .nodes(
                        "State",
                        104,
                        Comparator.comparing(ServeRow::state),
                        StateBadge::new,
                        (badge, row) -> badge.show(row.state()))
                .column("Name", 170, ServeRow::name)
                .column("Kind", 74, ServeRow::kind)
                .column("Tasks", 92, ServeRow::counts)
                .column("Image", 118, ServeRow::image)
                .column("Digest", 116, ServeRow::digest)
                .column("Rollout, aliases", 220, ServeRow::rollout)
                .numbers("Calls/h", 72, row -> row.calls().callsText(), row -> row.calls()
                        .calls())
                .numbers("Rejects", 72, row -> row.calls().rejectsText(), row -> row.calls()
                        .rejects())
                .numbers(
                        "Median / 95 %",
                        130, row -> row.calls().latencyText(), row -> row.calls()
                                .quantile(0.5));
    }
}
