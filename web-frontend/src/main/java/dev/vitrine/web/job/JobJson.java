package dev.vitrine.web.job;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.common.job.Job;
import dev.vitrine.web.upload.CheckReport;
import java.io.IOException;
import java.time.Instant;

/** Jobs as programs and scripts see them. */
public final class JobJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private JobJson() {}

    /** The job and how far it is. Rates are rows per second, times are ISO 8601 in UTC. */
    public static ObjectNode of(JobView view, Instant now) {
        Job job = view.job();
        ObjectNode json = JSON.createObjectNode()
                .put("id", job.id())
                .put("prototype", job.prototype())
                .put("version", job.version())
                .put("state", job.state().name())
                .put("source", job.source())
                .put("owner", job.owner())
                .put("submittedAt", job.submittedAt().toString());
        job.startedAt().ifPresent(at -> json.put("startedAt", at.toString()));
        job.finishedAt().ifPresent(at -> json.put("finishedAt", at.toString()));
        job.reason().ifPresent(reason -> json.put("reason", reason));
        job.parent().ifPresent(parent -> json.put("parent", parent));
        json.put("rows", job.rows())
                .put("rowsDone", view.rowsDone())
                .put("rejects", job.progress().rejects())
                .put("shards", job.shards())
                .put("shardsDone", job.progress().shardsDone())
                .put("shardsSetAside", job.progress().shardsSetAside())
                .put("shardsInWork", view.shardsInWork())
                .put("workers", view.workers())
                .put("seed", job.seed());
        view.rate(now).ifPresent(rate -> json.put("rowsPerSecond", Math.round(rate * 10) / 10.0));
        view.secondsLeft(now).ifPresent(seconds -> json.put("secondsLeft", seconds));
        return json;
    }

    /** What the check of the rows found. */
    public static ObjectNode of(CheckReport check) {
        ObjectNode json = JSON.createObjectNode().put("rows", check.rows()).put("rejected", check.rejected());
        ArrayNode problems = json.putArray("problems");
        for (CheckReport.Problem problem : check.problems()) {
            problems.addObject()
                    .put("row", problem.row())
                    .put("column", problem.column())
                    .put("value", problem.value())
                    .put("reason", problem.reason());
        }
        return json;
    }

    /** Reads what {@link #of(CheckReport)} wrote. */
    static CheckReport check(byte[] json) {
        try {
            return JSON.readValue(json, CheckReport.class);
        } catch (IOException e) {
            throw new IllegalStateException("a stored check cannot be read", e);
        }
    }
}
