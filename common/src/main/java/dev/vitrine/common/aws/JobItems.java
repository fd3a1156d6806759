package dev.vitrine.common.aws;

import static dev.vitrine.common.aws.VitrineTable.HISTORY_PK;
import static dev.vitrine.common.aws.VitrineTable.HISTORY_SK;
import static dev.vitrine.common.aws.VitrineTable.ID;
import static dev.vitrine.common.aws.VitrineTable.OPEN_PK;
import static dev.vitrine.common.aws.VitrineTable.OPEN_SK;
import static dev.vitrine.common.aws.VitrineTable.OWNER;
import static dev.vitrine.common.aws.VitrineTable.PROTOTYPE;

import dev.vitrine.common.artifact.ArtifactBucket;
import dev.vitrine.common.artifact.BucketKeys;
import dev.vitrine.common.artifact.Digests;
import dev.vitrine.common.job.Job;
import dev.vitrine.common.job.JobProgress;
import dev.vitrine.common.job.JobState;
import dev.vitrine.common.prediction.RealtimeJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Jobs as items. A header that would make the item long is kept in the bucket; the item holds its digest. */
final class JobItems {
    static final String JOB = "JOB";
    static final String MEND = "MEND#";
    static final String OPEN_JOBS = "OPEN#JOBS";
    static final String JOB_HISTORY = "JOBS";

    private static final int LONGEST_COLUMNS = 2_000;
    private static final int MOST_KEPT_HEADERS = 1_000;

    private final ArtifactBucket bucket;
    private final Map<String, List<String>> headersByDigest = new ConcurrentHashMap<>();

    JobItems(ArtifactBucket bucket) {
        this.bucket = bucket;
    }

    static String pk(String jobId) {
        return "JOB#" + jobId;
    }

    /** Stores the header of a job that is submitted now in the bucket, if it is long. */
    void keepHeader(Job job) {
        byte[] columns = RealtimeJson.write(job.columns());
        if (columns.length > LONGEST_COLUMNS) {
            bucket.put(BucketKeys.columns(job.id()), columns);
        }
    }

    /** The item of a job that is submitted now. */
    static Map<String, AttributeValue> submitted(Job job) {
        Map<String, AttributeValue> item = Item.with(pk(job.id()), JOB);
        item.put(ID, Item.of(job.id()));
        item.put(PROTOTYPE, Item.of(job.prototype()));
        item.put("version", Item.of(job.version()));
        item.put("source", Item.of(job.source()));
        item.put(OWNER, Item.of(job.owner()));
        item.put("submittedAt", Item.of(job.submittedAt()));
        item.put("seed", Item.of(job.seed()));
        item.put("rows", Item.of(job.rows()));
        item.put("shards", Item.of(job.shards()));
        item.put("state", Item.of(job.state().name()));
        item.put("rowsDone", Item.of(0));
        item.put("rejects", Item.of(0));
        item.put("shardsDone", Item.of(0));
        item.put("shardsSetAside", Item.of(0));
        job.parent().ifPresent(parent -> item.put("parent", Item.of(parent)));
        item.put(OPEN_PK, Item.of(OPEN_JOBS));
        item.put(OPEN_SK, Item.of(job.id()));
        item.put(HISTORY_PK, Item.of(JOB_HISTORY));
        item.put(HISTORY_SK, Item.of(job.id()));
        byte[] columns = RealtimeJson.write(job.columns());
        if (columns.length <= LONGEST_COLUMNS) {
            item.put("columns", Item.of(new String(columns, StandardCharsets.UTF_8)));
        } else {
            item.put("columnsDigest", Item.of(Digests.sha256(columns)));
        }
        return item;
    }

    /** What leads from a job to one that mends its rejects. */
    static Map<String, AttributeValue> mend(String parent, String jobId) {
        return Item.with(pk(parent), MEND + jobId);
    }

    Job read(Item item) {
        return new Job(
                item.text(ID),
                item.text(PROTOTYPE),
                item.text("version"),
                item.text("source"),
                item.text(OWNER),
                item.instant("submittedAt"),
                item.number("seed"),
                columns(item),
                item.number("rows"),
                item.count("shards"),
                state(item),
                new JobProgress(
                        item.number("rowsDone"),
                        item.number("rejects"),
                        item.count("shardsDone"),
                        item.count("shardsSetAside")),
                item.optionalInstant("startedAt"),
                item.optionalInstant("finishedAt"),
                item.optionalText("reason"),
                item.optionalText("parent"));
    }

    static JobState state(Item item) {
        return JobState.valueOf(item.text("state"));
    }

    private List<String> columns(Item item) {
        if (item.has("columns")) {
            return parse(item.text("columns").getBytes(StandardCharsets.UTF_8));
        }
        String digest = item.text("columnsDigest");
        List<String> kept = headersByDigest.get(digest);
        if (kept != null) {
            return kept;
        }
        byte[] json = fetch(BucketKeys.columns(item.text(ID)));
        if (!Digests.sha256(json).equals(digest)) {
            throw new IllegalStateException("the header of job " + item.text(ID) + " in the bucket was changed");
        }
        if (headersByDigest.size() >= MOST_KEPT_HEADERS) {
            headersByDigest.clear();
        }
        List<String> columns = parse(json);
        headersByDigest.put(digest, columns);
        return columns;
    }

    private byte[] fetch(String key) {
        try (InputStream in = bucket.open(key)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + key, e);
        }
    }

    private static List<String> parse(byte[] json) {
        return List.of(RealtimeJson.read(json, String[].class));
    }
}
