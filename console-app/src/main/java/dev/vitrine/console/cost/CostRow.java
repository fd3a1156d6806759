package dev.vitrine.console.cost;

import dev.vitrine.console.kit.Texts;
import java.util.List;

/**
 * What one prototype or part of the deployment costs.
 *
 * @param name of its tasks and function, or of a load balancer
 * @param running tasks now
 * @param idle those of them that do nothing
 * @param unasked whether nobody asks for what is there by the hour beside its tasks; also when there is nothing
 * @param calls of its function this month, or requests through a load balancer
 * @param hourly dollars an hour of what is there now, used or not
 * @param today dollars since midnight in UTC
 * @param tasks dollars of its tasks since the first of the month in UTC
 * @param called dollars of the calls since then
 * @param month dollars of all since then
 * @param runs dollars of each that ended this month and whose workers were seen
 */
public record CostRow(
        String name,
        int running,
        int idle,
        boolean unasked,
        long calls,
        double hourly,
        double today,
        double tasks,
        double called,
        double month,
        List<Double> runs) {
    static final double HOURS_PER_MONTH = 730;

    public CostRow {
        runs = List.copyOf(runs);
    }

    public String state() {
        return hourly == 0 ? "" : unasked && idle == running ? "IDLE" : "RUNNING";
    }

    /** What it would cost if what is there now were there all month. */
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

    static String count(long number) {
        return number == 0 ? "" : Texts.number(number);
    }

    static String dollars(double amount) {
        return amount == 0 ? "" : Texts.dollars(amount);
    }
}
