package dev.vitrine.console.cost;

import dev.vitrine.console.kit.Texts;

/**
 * What one family of tasks costs.
 *
 * @param running tasks now
 * @param idle those of them that do nothing
 * @param hourly dollars an hour of those that run
 * @param today dollars since midnight in UTC
 * @param month dollars since the first of the month in UTC
 * @param runs done this month
 */
public record CostRow(String family, int running, int idle, double hourly, double today, double month, int runs) {
    private static final double HOURS_PER_MONTH = 730;

    public String state() {
        return running == 0 ? "" : idle == running ? "IDLE" : "RUNNING";
    }

    /** What it would cost if what runs now ran all month. */
    public double monthly() {
        return hourly * HOURS_PER_MONTH;
    }

    public String perRunText() {
        return runs == 0 || month == 0 ? "" : Texts.dollars(month / runs);
    }

    static String dollars(double amount) {
        return amount == 0 ? "" : Texts.dollars(amount);
    }
}
