package dev.vitrine.common.aws;

import dev.vitrine.common.job.Job;
import dev.vitrine.common.job.Shard;
import java.util.List;
import java.util.Locale;

/** Why a job with shards that were set aside failed, for people. */
final class FailureReason {
    private static final int MOST_NAMED = 3;

    private FailureReason() {}

    static String of(Job job, List<Shard> setAside) {
        StringBuilder text = new StringBuilder();
        for (Shard shard : setAside.subList(0, Math.min(MOST_NAMED, setAside.size()))) {
            String reason = shard.reason().orElse("no reason was recorded");
            text.append(rows(shard))
                    .append(" failed ")
                    .append(Shard.MAX_ATTEMPTS)
                    .append(" times: ")
                    .append(reason)
                    .append(reason.endsWith(".") ? " " : ". ");
        }
        if (setAside.size() > MOST_NAMED) {
            text.append(setAside.size() - MOST_NAMED).append(" more parts failed as well. ");
        }
        long done = job.progress().rowsDone();
        return text.append(done == 0 ? "No row was answered." : grouped(done) + " rows are done and can be downloaded.")
                .toString();
    }

    private static String rows(Shard shard) {
        return shard.rows() == 1
                ? "Row " + grouped(shard.firstRow())
                : "Rows " + grouped(shard.firstRow()) + " to " + grouped(shard.lastRow());
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
