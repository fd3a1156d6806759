package dev.vitrine.common.artifact;

/** Every key of the bucket in one place. Shards are numbered from 1; numbers have six digits so that keys sort. */
public final class BucketKeys {
    private BucketKeys() {}

    /** A published file, named by its content: {@code blobs/<sha256>}. */
    public static String blob(String sha256) {
        return "blobs/" + sha256;
    }

    /** Prefix of what tells that a prototype was published; the bucket tells the prototype's function of objects here. */
    public static String published(String prototype) {
        return "published/" + prototype + "/";
    }

    /** Which version of a prototype was published last: its name as text. */
    public static String publishedVersion(String prototype) {
        return published(prototype) + "version";
    }

    /** Prefix of everything that belongs to a job. */
    public static String job(String jobId) {
        return "jobs/" + jobId + "/";
    }

    /** Header of a job's input when it is too long for the table: a JSON array. */
    public static String columns(String jobId) {
        return job(jobId) + "columns.json";
    }

    /** A realtime call with its answer when it is too long for the table: JSON, named by its content. */
    public static String call(String sha256) {
        return "calls/" + sha256 + ".json";
    }

    /** A reviewed answer that is too long for the table: JSON, named by its content. */
    public static String review(String sha256) {
        return "reviews/" + sha256 + ".json";
    }

    /** Input rows of one shard: UTF-8 CSV, RFC 4180, line feeds, with header. */
    public static String input(String jobId, int shard) {
        return job(jobId) + "input/" + six(shard) + ".csv";
    }

    /** Outcomes of one shard: UTF-8 CSV without header, one record per input row in order. */
    public static String results(String jobId, int shard) {
        return job(jobId) + "results/" + six(shard) + ".csv";
    }

    /** Byte offsets of the rows of {@link #results}. */
    public static String resultsIndex(String jobId, int shard) {
        return job(jobId) + "results/" + six(shard) + ".index";
    }

    /** Rejects of one shard: UTF-8 CSV without header; absent when the shard has none. */
    public static String rejects(String jobId, int shard) {
        return job(jobId) + "rejects/" + six(shard) + ".csv";
    }

    /** What the check of the rows found at the upload: JSON. */
    public static String check(String jobId) {
        return job(jobId) + "check.json";
    }

    /** Distributions of a finished job's outputs: JSON. */
    public static String summary(String jobId) {
        return job(jobId) + "summary.json";
    }

    /** Counters as they were when the first worker of the job looked: JSON. */
    public static String counters(String jobId) {
        return job(jobId) + "counters.json";
    }

    private static String six(int number) {
        return String.format("%06d", number);
    }
}
