package dev.vitrine.batch;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import dev.vitrine.common.artifact.ArtifactBucket;
import dev.vitrine.common.artifact.ArtifactCache;
import dev.vitrine.common.artifact.BucketKeys;
import dev.vitrine.common.artifact.Digests;
import dev.vitrine.common.artifact.ModelVersion;
import dev.vitrine.common.artifact.NoSuchArtifactException;
import dev.vitrine.common.artifact.PrototypeStore;
import dev.vitrine.common.artifact.PublishedPrototype;
import dev.vitrine.common.job.IdempotencyKey;
import dev.vitrine.common.job.Job;
import dev.vitrine.common.job.JobProgress;
import dev.vitrine.common.job.JobState;
import dev.vitrine.common.job.JobStore;
import dev.vitrine.common.job.JobSubmission;
import dev.vitrine.common.job.SubmitOutcome;
import dev.vitrine.common.prototype.ManifestReader;
import dev.vitrine.common.prototype.Prototype;
import dev.vitrine.common.prototype.ScheduleSpec;
import dev.vitrine.common.row.RowReader;
import dev.vitrine.common.text.Ids;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Submits the table that the champion's manifest schedules: once for each planned time, however often it is asked. */
final class ScheduledJob {
    /** Whose job it is, as people read it. */
    static final String OWNER = "schedule";

    private static final int LONGEST_RECORD = 64 * 1024 * 1024;

    private final JobStore jobs;
    private final ArtifactBucket bucket;
    private final PrototypeStore prototypes;
    private final ArtifactCache cache;
    private final Clock clock;

    ScheduledJob(JobStore jobs, ArtifactBucket bucket, PrototypeStore prototypes, ArtifactCache cache, Clock clock) {
        this.jobs = jobs;
        this.bucket = bucket;
        this.prototypes = prototypes;
        this.cache = cache;
        this.clock = clock;
    }

    /**
     * The job of that time.
     *
     * @param plannedAt the time as the scheduler writes it
     * @throws RuntimeException when there is nothing to submit; the message is for people
     */
    Job submit(String prototype, String plannedAt) {
        IdempotencyKey key = new IdempotencyKey(
                OWNER,
                prototype + "@" + plannedAt,
                Digests.sha256((prototype + plannedAt).getBytes(StandardCharsets.UTF_8)));
        Optional<SubmitOutcome> earlier = jobs.replay(key);
        return earlier.isPresent() ? job(earlier.get()) : submit(prototype, key);
    }

    private static Job job(SubmitOutcome outcome) {
        return switch (outcome) {
            case SubmitOutcome.Accepted(Job job) -> job;
            case SubmitOutcome.Replayed(Job job) -> job;
            case SubmitOutcome.KeyReused(String key) ->
                throw new IllegalStateException("the time " + key + " stands for another job");
        };
    }

    private Job submit(String prototype, IdempotencyKey key) {
        ModelVersion version = prototypes
                .find(prototype)
                .map(PublishedPrototype::champion)
                .flatMap(champion -> prototypes.version(prototype, champion))
                .orElseThrow(() -> new IllegalStateException("'" + prototype + "' is not published; publish it first"));
        Path folder = cache.folder(version);
        Prototype manifest = ManifestReader.read(folder.resolve(ModelVersion.MANIFEST));
        ScheduleSpec schedule = manifest.schedule()
                .orElseThrow(() -> new IllegalStateException(
                        "the manifest of '" + prototype + "' has no schedule any more; deploy it again"));
        String id = Ids.next(clock);
        Shards shards = table(schedule.table(), folder, file -> upload(id, manifest, file));
        Job job = new Job(
                id,
                prototype,
                version.version(),
                schedule.table().source(),
                OWNER,
                clock.instant(),
                ThreadLocalRandom.current().nextLong(1L << 53),
                shards.columns(),
                shards.rows().stream().mapToLong(Integer::longValue).sum(),
                shards.rows().size(),
                JobState.QUEUED,
                JobProgress.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return job(jobs.submit(new JobSubmission(job, shards.rows(), Optional.of(key))));
    }

    private interface Use {
        Shards of(Path file) throws IOException;
    }

    private Shards table(ScheduleSpec.Table table, Path folder, Use use) {
        try {
            return switch (table) {
                case ScheduleSpec.Table.InFolder(String path) -> use.of(folder.resolve(path));
                case ScheduleSpec.Table.InBucket(String key) -> {
                    Path file = Files.createTempFile("scheduled-", ".csv");
                    try {
                        bucket.download(key, file);
                        yield use.of(file);
                    } catch (NoSuchArtifactException e) {
                        throw new IllegalStateException(
                                "the schedule's table " + key + " is not in the bucket; put it there", e);
                    } finally {
                        Files.deleteIfExists(file);
                    }
                }
            };
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the schedule's table " + table.source(), e);
        }
    }

    private record Shards(List<String> columns, List<Integer> rows) {}

    private Shards upload(String job, Prototype prototype, Path table) throws IOException {
        try (CsvReader<CsvRecord> csv = CsvReader.builder()
                .detectBomHeader(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .maxBufferSize(LONGEST_RECORD)
                .ofCsvRecord(table)) {
            Iterator<CsvRecord> records = csv.iterator();
            List<String> columns = records.hasNext() ? records.next().getFields() : List.of();
            RowReader.of(prototype.inputs(), columns);
            List<Integer> rows = new ArrayList<>();
            while (records.hasNext()) {
                if (rows.size() == JobSubmission.MAX_SHARDS) {
                    throw new IllegalStateException("the schedule's table has more rows than a job may have; raise"
                            + " batch.rowsPerShard in prototype.yaml");
                }
                rows.add(shard(
                        job,
                        rows.size() + 1,
                        columns,
                        records,
                        prototype.batch().rowsPerShard()));
            }
            if (rows.isEmpty()) {
                throw new IllegalStateException("the schedule's table has no rows");
            }
            return new Shards(columns, rows);
        }
    }

    private int shard(String job, int number, List<String> columns, Iterator<CsvRecord> records, int most)
            throws IOException {
        Path file = Files.createTempFile("shard-", ".csv");
        try {
            int rows = 0;
            try (CsvWriter csv = CsvWriter.builder()
                    .lineDelimiter(LineDelimiter.LF)
                    // A blank cell alone in its row must not look like an empty line, which is no row.
                    .quoteStrategy(columns.size() == 1 ? QuoteStrategies.EMPTY : QuoteStrategies.REQUIRED)
                    .build(file, StandardCharsets.UTF_8)) {
                csv.writeRecord(columns);
                for (; rows < most && records.hasNext(); rows++) {
                    csv.writeRecord(records.next().getFields());
                }
            }
            bucket.put(BucketKeys.input(job, number), file);
            return rows;
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
