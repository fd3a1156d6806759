package dev.vitrine.console.cost;

import dev.vitrine.console.kit.Texts;
import java.util.List;

/**
 * What one family of tasks costs.
 *
 * @param running tasks now
 * @param idle those of them that do nothing
 * @param hourly dollars an hour of those that run
 * @param today dollars since midnight in UTC
 * @param month dollars since the first of the month in UTC
 * @param runs dollars of each that ended this month and whose workers were seen
 */
public record CostRow(
        String family, int running, int idle, double hourly, double today, double month, List<Double> runs) {
    private static final double HOURS_PER_MONTH = 730;

    public CostRow {
        runs = List.copyOf(runs);
    }

    public String state() {
        return running == 0 ? "" : idle == running ? "IDLE" : "RUNNING";
    }

    /** What it would cost if what runs now ran all month. */
    public double monthly() {
        return hourly * HOURS_PER_MONTH;
    }

    /** Dollars that a run has paid on average; 0 when none is known. */
    public double perRun() {
        return runs.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }

    public String perRunText() {
        return dollars(perRun());
    }

    static String dollars(double amount) {
        return amount == 0 ? "" : Texts.dollars(amount);
    }
}
