package dev.vitrine.console.runs;

import dev.vitrine.common.job.Job;
import dev.vitrine.console.action.CliLine;
import java.util.function.Supplier;

/** Lines for a shell that cancel a run: its item first, so that workers stop, then the shards that were open. */
final class CancelLines {
    private CancelLines() {}

    /** @param update begins a line that changes an item */
    static String of(String table, Job job, Supplier<CliLine> update) {
        String run = update.get()
                .with("--table-name", table)
                .with("--key", "{\"pk\":{\"S\":\"JOB#" + job.id() + "\"},\"sk\":{\"S\":\"JOB\"}}")
                .with("--update-expression", "SET #state = :cancelled, finishedAt = :now REMOVE openPk, openSk")
                .with("--condition-expression", "#state IN (:queued, :running)")
                .with("--expression-attribute-names", "{\"#state\":\"state\"}")
                .withExpanded(
                        "--expression-attribute-values",
                        "{\":cancelled\":{\"S\":\"CANCELLED\"},\":queued\":{\"S\":\"QUEUED\"},"
                                + "\":running\":{\"S\":\"RUNNING\"},\":now\":{\"S\":\"$(date -u +%FT%TZ)\"}}")
                .text();
        String shard = update.get()
                .with("--table-name", table)
                .withExpanded(
                        "--key", "{\"pk\":{\"S\":\"JOB#" + job.id() + "\"},\"sk\":{\"S\":\"SHARD#$(printf %06d $n)\"}}")
                .with("--update-expression", "SET #state = :open REMOVE openPk, openSk, worker, leaseUntil, rowsInWork")
                .with("--condition-expression", "attribute_exists(openPk)")
                .with("--expression-attribute-names", "{\"#state\":\"state\"}")
                .with("--expression-attribute-values", "{\":open\":{\"S\":\"OPEN\"}}")
                .text();
        return run + " && for n in $(seq " + job.shards() + "); do " + shard + "; done";
    }
}
