package dev.vitrine.console.action;

import java.util.List;

/**
 * What became of a plan whose session had ended before the plan was done.
 *
 * @param title of the plan, such as {@code Stop 3 tasks}
 * @param where endpoint, account and region
 * @param records of all its steps
 */
public record PlanOutcome(String title, String where, List<ActionRecord> records) {
    public PlanOutcome {
        records = List.copyOf(records);
    }

    /** How many steps failed. */
    public long failed() {
        return records.stream().filter(record -> !record.done()).count();
    }

    /** In one sentence. */
    public String text() {
        long failed = failed();
        return "'" + title + "' in " + where + " ended: " + (records.size() - failed) + " done"
                + (failed == 0 ? "." : ", " + failed + " failed.");
    }
}
