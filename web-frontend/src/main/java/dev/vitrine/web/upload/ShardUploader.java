package dev.vitrine.web.upload;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import dev.vitrine.common.artifact.ArtifactBucket;
import dev.vitrine.common.artifact.BucketKeys;
import dev.vitrine.common.job.JobSubmission;
import dev.vitrine.common.prototype.Prototype;
import dev.vitrine.web.text.Texts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a table's rows as the shard inputs of a job: normalised CSV, by way of one temporary file at a time. Rows whose
 * number of cells is not the header's are written as they are.
 */
public final class ShardUploader {
    private final ArtifactBucket bucket;
    private final Path folder;

    /** @param folder for temporary files */
    public ShardUploader(ArtifactBucket bucket, Path folder) {
        this.bucket = bucket;
        this.folder = folder;
    }

    /**
     * What is in the bucket now.
     *
     * @param shardRows rows of each shard, in order
     * @param bytes of all shards
     */
    public record Uploaded(List<String> columns, List<Integer> shardRows, long bytes, CheckReport check) {
        /** All rows. */
        public long rows() {
            return shardRows.stream().mapToLong(Integer::longValue).sum();
        }
    }

    /**
     * Checks and stores all rows. What was stored is deleted again when the table turns out bad.
     *
     * @throws TableException when the table as a whole cannot be a job
     * @throws dev.vitrine.common.row.HeaderException when declared columns are missing or stand twice
     */
    public Uploaded upload(String jobId, Prototype prototype, TableSource table) throws IOException {
        RowCheck check = new RowCheck(prototype.inputs(), table.columns());
        boolean done = false;
        try {
            List<Integer> shardRows = new ArrayList<>();
            long bytes = shards(jobId, prototype.batch().rowsPerShard(), table, check, shardRows);
            done = true;
            return new Uploaded(table.columns(), shardRows, bytes, check.report());
        } finally {
            if (!done) {
                bucket.deleteAll(BucketKeys.job(jobId));
            }
        }
    }

    /** What the check of a table's rows finds; nothing is stored. */
    public static CheckReport check(Prototype prototype, TableSource table) throws IOException {
        RowCheck check = new RowCheck(prototype.inputs(), table.columns());
        List<String> row = table.next();
        while (row != null) {
            check.row(row);
            row = table.next();
        }
        return check.report();
    }

    private long shards(String jobId, int rowsPerShard, TableSource table, RowCheck check, List<Integer> shardRows)
            throws IOException {
        long bytes = 0;
        List<String> row = table.next();
        while (row != null) {
            if (shardRows.size() == JobSubmission.MAX_SHARDS) {
                throw tooManyRows((long) rowsPerShard * JobSubmission.MAX_SHARDS);
            }
            Path file = Files.createTempFile(folder, "shard-", ".csv");
            try {
                Filled filled = fill(file, table, row, rowsPerShard, check);
                shardRows.add(filled.rows());
                bytes += Files.size(file);
                bucket.put(BucketKeys.input(jobId, shardRows.size()), file);
                row = filled.next();
            } finally {
                Files.deleteIfExists(file);
            }
        }
        return bytes;
    }

    private record Filled(int rows, @Nullable List<String> next) {}

    private static Filled fill(Path file, TableSource table, List<String> first, int limit, RowCheck check)
            throws IOException {
        try (CsvWriter csv = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.LF)
                // A blank cell alone in its row must not look like an empty line, which is no row.
                .quoteStrategy(table.columns().size() == 1 ? QuoteStrategies.EMPTY : QuoteStrategies.REQUIRED)
                .build(file, StandardCharsets.UTF_8)) {
            csv.writeRecord(table.columns());
            int rows = 0;
            List<String> row = first;
            while (row != null && rows < limit) {
                check.row(row);
                csv.writeRecord(row);
                rows++;
                row = table.next();
            }
            return new Filled(rows, row);
        }
    }

    private static TableException tooManyRows(long limit) {
        return TableException.tooLarge("rows", Texts.number(limit));
    }
}
