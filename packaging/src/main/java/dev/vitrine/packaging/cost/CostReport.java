package dev.vitrine.packaging.cost;

import dev.vitrine.common.cost.BatchUsage;
import dev.vitrine.common.cost.Bill;
import dev.vitrine.common.cost.Charge;
import dev.vitrine.common.cost.PriceList;
import dev.vitrine.common.cost.RealtimeUsage;
import dev.vitrine.common.prototype.Prototype;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The estimate as lines of text. */
record CostReport(Declared declared, PriceList prices, long predictions, long rows) {
    private static final int EXAMPLE_PREDICTIONS = 1000;
    private static final int EXAMPLE_ROWS = 1_000_000;

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        Bill idle = declared.idle(prices, Map.of());
        lines.add("US dollars in " + prices.region() + ", by list prices of " + prices.asOf()
                + " or later; without tax, free tier and data sent to the internet.");
        lines.add("");
        lines.add(row("A month in which nobody uses it", "quantity", "price", "dollars"));
        idle.charges().forEach(charge -> lines.add(row(charge)));
        lines.add(total(idle.usd()));
        lines.add("");
        lines.add(row("The same", "set for make deploy", "", "dollars"));
        for (Variant variant : Variant.ALL) {
            lines.add(wide(
                    variant.name(),
                    variant.setting(),
                    money(declared.idle(prices, variant.parameters()).usd())));
        }
        for (Prototype prototype : declared.prototypes()) {
            lines.add("");
            lines.add(row("Use of " + prototype.name(), "", "", "dollars"));
            lines.add(wide(
                    count(EXAMPLE_PREDICTIONS) + " predictions",
                    prototype.realtime().memoryMb() + " MB, " + Math.round(RealtimeUsage.USUAL_MILLIS) + " ms each",
                    small(realtime(prototype, EXAMPLE_PREDICTIONS).usd())));
            lines.add(wide(
                    "a million batch rows",
                    workers(prototype),
                    small(batch(prototype, false).usd())));
            lines.add(wide(
                    "a million batch rows on Spot",
                    "spot: true",
                    small(batch(prototype, true).usd())));
        }
        if (predictions > 0 || rows > 0) {
            lines.addAll(month(idle));
        }
        return lines;
    }

    private List<String> month(Bill idle) {
        List<String> lines = new ArrayList<>();
        Prototype first = declared.prototypes().getFirst();
        Bill used = new RealtimeUsage(predictions, first.realtime().memoryMb(), RealtimeUsage.USUAL_MILLIS)
                .bill(prices)
                .plus(BatchUsage.usual(rows, first.batch(), first.batch().spot())
                        .bill(prices));
        lines.add("");
        lines.add(row(
                "A month with " + count(predictions) + " predictions and " + count(rows) + " rows of " + first.name(),
                "quantity",
                "price",
                "dollars"));
        used.charges().forEach(charge -> lines.add(row(charge)));
        lines.add(wide("what is there anyway", "", money(idle.usd())));
        lines.add(total(idle.usd() + used.usd()));
        return lines;
    }

    private Bill realtime(Prototype prototype, long count) {
        return new RealtimeUsage(count, prototype.realtime().memoryMb(), RealtimeUsage.USUAL_MILLIS).bill(prices);
    }

    private Bill batch(Prototype prototype, boolean spot) {
        return BatchUsage.usual(EXAMPLE_ROWS, prototype.batch(), spot).bill(prices);
    }

    private static String workers(Prototype prototype) {
        return BatchUsage.usual(EXAMPLE_ROWS, prototype.batch(), false).workers() + " workers, "
                + plain(prototype.batch().cpu()) + " vCPU, " + prototype.batch().memoryMb() + " MB";
    }

    private static String row(Charge charge) {
        return row(
                charge.what(),
                quantity(charge.quantity()) + " " + charge.price().unit(),
                plain(charge.price().usd()),
                charge.usd() < 0.005 ? small(charge.usd()) : money(charge.usd()));
    }

    private static String total(double usd) {
        return wide("total", "", money(usd));
    }

    private static String wide(String what, String detail, String usd) {
        return row(what, detail, "", usd);
    }

    private static String row(String what, String quantity, String price, String usd) {
        return String.format(Locale.ROOT, "%-52s %27s %12s %9s", what, quantity, price, usd)
                .stripTrailing();
    }

    private static String money(double usd) {
        return String.format(Locale.ROOT, "%.2f", usd);
    }

    private static String small(double usd) {
        return String.format(Locale.ROOT, "%.4f", usd);
    }

    private static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String quantity(double quantity) {
        return quantity >= 100
                ? String.format(Locale.ROOT, "%,.0f", quantity)
                : new BigDecimal(quantity)
                        .round(new MathContext(3))
                        .stripTrailingZeros()
                        .toPlainString();
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
}
