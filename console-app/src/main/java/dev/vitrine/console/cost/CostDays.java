package dev.vitrine.console.cost;

import dev.vitrine.console.kit.Inspection;
import dev.vitrine.console.kit.Texts;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Costs day by day: as bars of the last 30 days, and as a table of this month that adds up. */
final class CostDays {
    private static final double DAYS_PER_YEAR = 365;
    static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MMM d", Locale.ENGLISH);

    private final CostFigures figures;

    CostDays(CostFigures figures) {
        this.figures = figures;
    }

    /** @param name of a row; blank for all */
    Inspection.Bars chart(String name) {
        LocalDate first = figures.today().minusDays(CostFigures.DAYS - 1L);
        DayCosts paid = figures.paid().of(name).since(first);
        List<Inspection.Series> parts = new ArrayList<>();
        for (CostKind kind : CostKind.values()) {
            DayCosts of = paid.of(kind);
            List<Double> days = new ArrayList<>();
            for (int day = 0; day < CostFigures.DAYS; day++) {
                days.add(of.on(first.plusDays(day)).usd());
            }
            parts.add(new Inspection.Series(kind.text(), days));
        }
        return new Inspection.Bars(
                "The last " + CostFigures.DAYS + " days",
                first,
                parts,
                name.isBlank() ? figures.line() * 12 / DAYS_PER_YEAR : 0);
    }

    /** @param name of a row; blank for all */
    Inspection.Grid grid(String name) {
        DayCosts month = figures.paidThisMonth().of(name);
        Set<CostKind> kinds = month.kinds();
        List<String> columns = new ArrayList<>(List.of("Day"));
        if (kinds.size() > 1) {
            columns.add("Together");
        }
        kinds.forEach(kind -> columns.add(kind.text()));
        List<List<String>> rows = new ArrayList<>();
        if (!kinds.isEmpty()) {
            rows.add(line("All", month, kinds));
            LocalDate today = figures.today();
            for (LocalDate day = today; day.getMonth() == today.getMonth(); day = day.minusDays(1)) {
                DayCosts paid = month.on(day);
                if (paid.usd() > 0) {
                    rows.add(line(DAY.format(day), paid, kinds));
                }
            }
        }
        return new Inspection.Grid("This month by days, in UTC", columns, rows);
    }

    private static List<String> line(String day, DayCosts paid, Set<CostKind> kinds) {
        List<String> cells = new ArrayList<>(List.of(day));
        if (kinds.size() > 1) {
            cells.add(Texts.dollars(paid.usd()));
        }
        kinds.forEach(kind -> cells.add(CostRow.dollars(paid.of(kind).usd())));
        return cells;
    }
}
