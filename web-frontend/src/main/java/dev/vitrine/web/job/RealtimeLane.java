package dev.vitrine.web.job;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.vitrine.common.artifact.ArtifactBucket;
import dev.vitrine.common.artifact.BucketKeys;
import dev.vitrine.common.job.Claim;
import dev.vitrine.common.job.Job;
import dev.vitrine.common.job.Lease;
import dev.vitrine.common.job.ShardQueue;
import dev.vitrine.common.prediction.PredictionAnswer;
import dev.vitrine.common.prediction.PredictionCall;
import dev.vitrine.common.prediction.PrintedOutcome;
import dev.vitrine.common.prediction.RealtimePredictor;
import dev.vitrine.common.prototype.PredictorSpec;
import dev.vitrine.common.prototype.Prototype;
import dev.vitrine.common.result.OutcomeRecords;
import dev.vitrine.common.result.ResultIndex;
import dev.vitrine.common.row.RowReader;
import dev.vitrine.web.Ids;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers small tables at once by the prototype's function, as the holder of their only shard: the job, its results and
 * its history are those of any other. When the function does not answer, workers do it.
 */
public final class RealtimeLane {
    private static final Logger LOG = LoggerFactory.getLogger(RealtimeLane.class);
    /** Most that a call may carry, with room for its envelope. */
    private static final long MOST_BYTES = 2_000_000;
    /** For a cold start and the way, beyond the declared timeout. */
    private static final Duration ROOM = Duration.ofSeconds(35);

    private final ShardQueue queue;
    private final ArtifactBucket bucket;
    private final RealtimePredictor predictor;
    private final Runnable callForWorkers;
    private final Clock clock;

    /** @param callForWorkers is run when the function did not answer */
    public RealtimeLane(
            ShardQueue queue,
            ArtifactBucket bucket,
            RealtimePredictor predictor,
            Runnable callForWorkers,
            Clock clock) {
        this.queue = queue;
        this.bucket = bucket;
        this.predictor = predictor;
        this.callForWorkers = callForWorkers;
        this.clock = clock;
    }

    /**
     * Whether a table of so many rows is small enough. A prototype with counters always goes to workers: a realtime call
     * would count its rows as people's choices.
     */
    public static boolean takes(Prototype prototype, long rows) {
        boolean counts = prototype.predictor() instanceof PredictorSpec.PredictorClass predictor
                && !predictor.counters().isEmpty();
        return !counts
                && rows <= Math.min(PredictionCall.MAX_ROWS, prototype.batch().rowsPerShard());
    }

    static boolean takes(Prototype prototype, long rows, long bytes) {
        return bytes <= MOST_BYTES && takes(prototype, rows);
    }

    /** The right to do a job that is submitted now. */
    Lease lease(Prototype prototype) {
        Duration patience = prototype.realtime().timeout().plus(ROOM);
        return new Lease("frontend-" + Ids.secret(10), 1, clock.instant().plus(patience));
    }

    /** Does the job, in a thread of its own. */
    void start(Prototype prototype, Claim claim) {
        Thread.ofVirtual().name("at-once-" + claim.job().id()).start(() -> run(prototype, claim));
    }

    private void run(Prototype prototype, Claim claim) {
        Job job = claim.job();
        try {
            List<List<String>> rows = rows(job);
            OutcomeRecords records = OutcomeRecords.of(
                    1,
                    rows,
                    outcomes(prototype, job, rows),
                    job.columns().size(),
                    prototype.outputs().size());
            store(job, records);
            if (!queue.complete(claim, records.rejects().lengths().length)) {
                LOG.info("job {} ended, or was another's, before it was answered", job.id());
            }
        } catch (RuntimeException e) {
            LOG.info("job {} goes to workers: {}", job.id(), e.getMessage());
            handOn(claim);
        }
    }

    private void handOn(Claim claim) {
        try {
            queue.release(claim);
        } catch (RuntimeException e) {
            LOG.warn("job {} waits for its lease to run out: {}", claim.job().id(), e.getMessage());
        }
        callForWorkers.run();
    }

    private List<List<String>> rows(Job job) {
        String key = BucketKeys.input(job.id(), 1);
        try (InputStream in = bucket.open(key);
                CsvReader<CsvRecord> csv = CsvReader.builder()
                        .skipEmptyLines(false)
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .maxBufferSize(2 * (int) MOST_BYTES)
                        .ofCsvRecord(in)) {
            return csv.stream().skip(1).map(CsvRecord::getFields).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + key, e);
        }
    }

    private List<PrintedOutcome> outcomes(Prototype prototype, Job job, List<List<String>> rows) {
        int width = job.columns().size();
        List<List<String>> even = rows.stream().map(row -> fitted(row, width)).toList();
        PredictionAnswer answer = predictor.predict(new PredictionCall(
                job.id(), job.prototype(), job.version(), job.submittedAt(), job.seed(), job.columns(), even));
        if (answer.outcomes().size() != rows.size()) {
            throw new IllegalStateException("the function answered another number of rows");
        }
        List<PrintedOutcome> outcomes = new ArrayList<>(answer.outcomes());
        RowReader reader = RowReader.of(prototype.inputs(), job.columns());
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).size() != width
                    && reader.read(i + 1, rows.get(i)) instanceof RowReader.Result.Unread(var rejected)) {
                outcomes.set(i, PrintedOutcome.Reject.of(rejected));
            }
        }
        return outcomes;
    }

    /** A call's rows have one cell per column; a row that has not is rejected whatever the function says. */
    private static List<String> fitted(List<String> row, int width) {
        if (row.size() == width) {
            return row;
        }
        List<String> fitted = new ArrayList<>(row.subList(0, Math.min(row.size(), width)));
        fitted.addAll(Collections.nCopies(width - fitted.size(), ""));
        return fitted;
    }

    private void store(Job job, OutcomeRecords records) {
        ResultIndex.Builder index = new ResultIndex.Builder();
        for (int length : records.results().lengths()) {
            index.add(length);
        }
        if (records.rejects().lengths().length > 0) {
            bucket.put(BucketKeys.rejects(job.id(), 1), records.rejects().bytes());
        }
        bucket.put(BucketKeys.results(job.id(), 1), records.results().bytes());
        bucket.put(BucketKeys.resultsIndex(job.id(), 1), index.toBytes());
    }
}
