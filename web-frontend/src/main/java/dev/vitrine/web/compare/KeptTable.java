package dev.vitrine.web.compare;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.vitrine.common.artifact.ArtifactBucket;
import dev.vitrine.common.artifact.BucketKeys;
import dev.vitrine.common.job.Job;
import dev.vitrine.web.job.JobSubmitter;
import dev.vitrine.web.upload.RowsTable;
import dev.vitrine.web.upload.TableSource;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The input rows of a job as they were uploaded, read part by part. */
final class KeptTable implements JobSubmitter.DigestedTable {
    /** Characters that the longest cell may have: a picture. */
    private static final int LONGEST = 1 << 24;

    private final ArtifactBucket bucket;
    private final Job job;

    KeptTable(ArtifactBucket bucket, Job job) {
        this.bucket = bucket;
        this.job = job;
    }

    @Override
    public TableSource table() {
        return new RowsTable(job.columns(), new Rows());
    }

    @Override
    public String digest() {
        return "job-" + job.id();
    }

    private final class Rows implements Iterator<List<String>>, Closeable {
        private int shard;
        private @Nullable CloseableIterator<CsvRecord> part;

        @Override
        public boolean hasNext() {
            while (part == null || !part.hasNext()) {
                close();
                if (shard == job.shards()) {
                    return false;
                }
                shard++;
                part = open(BucketKeys.input(job.id(), shard));
            }
            return true;
        }

        @Override
        public List<String> next() {
            if (!hasNext() || part == null) {
                throw new NoSuchElementException();
            }
            return part.next().getFields();
        }

        @Override
        public void close() {
            CloseableIterator<CsvRecord> read = part;
            part = null;
            if (read != null) {
                try {
                    read.close();
                } catch (IOException e) {
                    throw new UncheckedIOException("cannot close a part of job " + job.id(), e);
                }
            }
        }
    }

    /** The rows of a part below its header; closing them closes the part. */
    @SuppressWarnings("MustBeClosedChecker") // by who closes the rows
    private CloseableIterator<CsvRecord> open(String key) {
        CloseableIterator<CsvRecord> rows = CsvReader.builder()
                .skipEmptyLines(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .maxBufferSize(LONGEST)
                .ofCsvRecord(bucket.open(key))
                .iterator();
        if (rows.hasNext()) {
            rows.next();
        }
        return rows;
    }
}
