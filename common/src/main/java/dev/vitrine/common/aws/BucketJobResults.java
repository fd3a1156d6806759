package dev.vitrine.common.aws;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.vitrine.common.artifact.ArtifactBucket;
import dev.vitrine.common.artifact.BucketKeys;
import dev.vitrine.common.artifact.NoSuchArtifactException;
import dev.vitrine.common.job.Job;
import dev.vitrine.common.job.JobResults;
import dev.vitrine.common.job.JobStore;
import dev.vitrine.common.job.Shard;
import dev.vitrine.common.job.ShardState;
import dev.vitrine.common.result.ResultColumns;
import dev.vitrine.common.result.ResultIndex;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** {@link JobResults} from the parts that workers stored in the bucket. */
public final class BucketJobResults implements JobResults {
    private static final int MOST_KEPT = 100;
    private static final int LONGEST_RECORD = 64 * 1024 * 1024;

    private final ArtifactBucket bucket;
    private final JobStore jobs;
    private final Function<Job, List<String>> outputsOf;
    private final Kept<ResultIndex> indexes = new Kept<>(MOST_KEPT);
    private final Kept<List<Shard>> shards = new Kept<>(MOST_KEPT);

    /** @param outputsOf names of the outputs of the version that answered for a job */
    public BucketJobResults(ArtifactBucket bucket, JobStore jobs, Function<Job, List<String>> outputsOf) {
        this.bucket = bucket;
        this.jobs = jobs;
        this.outputsOf = outputsOf;
    }

    @Override
    public List<String> columns(Job job) {
        return ResultColumns.of(job.columns(), outputsOf.apply(job));
    }

    @Override
    public List<List<String>> page(Job job, long firstRow, int count, UnaryOperator<List<String>> kept) {
        List<List<String>> page = new ArrayList<>();
        visit(job, firstRow, count, record -> page.add(kept.apply(record)));
        return page;
    }

    private void visit(Job job, long firstRow, int count, Consumer<List<String>> visitor) {
        if (firstRow < 1 || count < 0) {
            throw new IllegalArgumentException("rows are numbered from 1, and their count is not negative");
        }
        for (Shard shard : done(job)) {
            long from = Math.max(firstRow, shard.firstRow());
            long end = Math.min(firstRow + count, shard.lastRow() + 1);
            if (from < end) {
                read(shard, Math.toIntExact(from - shard.firstRow()), Math.toIntExact(end - from), visitor);
            }
        }
    }

    private void read(Shard shard, int from, int count, Consumer<List<String>> visitor) {
        ResultIndex.Range range = index(shard).range(from, count);
        String key = BucketKeys.results(shard.jobId(), shard.number());
        try (InputStream in = bucket.open(key, range.offset(), range.length());
                CsvReader<CsvRecord> csv =
                        CsvReader.builder().maxBufferSize(LONGEST_RECORD).ofCsvRecord(in)) {
            csv.stream().skip(range.skip()).limit(count).forEach(record -> visitor.accept(record.getFields()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + key, e);
        }
    }

    private ResultIndex index(Shard shard) {
        return indexes.get(
                shard.jobId() + "/" + shard.number(),
                any -> ResultIndex.read(all(BucketKeys.resultsIndex(shard.jobId(), shard.number()))));
    }

    @Override
    public List<List<String>> rows(Job job, List<Long> numbers, UnaryOperator<List<String>> kept) {
        Map<Long, List<Long>> byBlock = new LinkedHashMap<>();
        for (long number : numbers) {
            byBlock.computeIfAbsent((number - 1) / ResultIndex.STEP, block -> new ArrayList<>())
                    .add(number);
        }
        Map<Long, List<String>> found = new ConcurrentHashMap<>();
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> reads = new ArrayList<>();
            byBlock.values()
                    .forEach(wanted -> reads.add(readers.submit(() -> {
                        long first = Collections.min(wanted);
                        int count = Math.toIntExact(Collections.max(wanted) - first + 1);
                        Set<Long> all = new HashSet<>(wanted);
                        visit(job, first, count, row -> {
                            long number = Long.parseLong(row.getFirst());
                            if (all.contains(number)) {
                                found.put(number, kept.apply(row));
                            }
                        });
                    })));
            for (Future<?> read : reads) {
                read.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while results were read", e);
        }
        return numbers.stream().filter(found::containsKey).map(found::get).toList();
    }

    @Override
    public void forEach(Job job, Consumer<List<String>> visitor) {
        for (Shard shard : done(job)) {
            try (InputStream in = bucket.open(BucketKeys.results(shard.jobId(), shard.number()));
                    CsvReader<CsvRecord> csv =
                            CsvReader.builder().maxBufferSize(LONGEST_RECORD).ofCsvRecord(in)) {
                csv.forEach(record -> visitor.accept(record.getFields()));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read the results of job " + job.id(), e);
            }
        }
    }

    @Override
    public void writeCsv(Job job, OutputStream out) {
        write(columns(job), out);
        for (Shard shard : done(job)) {
            copy(BucketKeys.results(shard.jobId(), shard.number()), out);
        }
    }

    @Override
    public void writeRejectsCsv(Job job, OutputStream out) {
        write(ResultColumns.ofRejects(job.columns()), out);
        for (Shard shard : withRejects(job)) {
            copy(BucketKeys.rejects(shard.jobId(), shard.number()), out);
        }
    }

    @Override
    public List<List<String>> rejects(Job job, long after, int count, UnaryOperator<List<String>> kept) {
        List<List<String>> rejects = new ArrayList<>();
        long passed = 0;
        for (Shard shard : withRejects(job)) {
            long skip = Math.max(0, after - passed);
            passed += shard.rejects();
            if (skip >= shard.rejects()) {
                continue;
            }
            if (rejects.size() >= count) {
                break;
            }
            try (InputStream in = bucket.open(BucketKeys.rejects(shard.jobId(), shard.number()));
                    CsvReader<CsvRecord> csv =
                            CsvReader.builder().maxBufferSize(LONGEST_RECORD).ofCsvRecord(in)) {
                csv.stream()
                        .skip(skip)
                        .limit(count - rejects.size())
                        .forEach(record -> rejects.add(kept.apply(record.getFields())));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read the rejects of job " + job.id(), e);
            }
        }
        return rejects;
    }

    /** The shards that are done; of a job that is done they stay the same, so they are kept. */
    private List<Shard> done(Job job) {
        return job.state().isDone() ? shards.get(job.id(), any -> look(job)) : look(job);
    }

    private List<Shard> look(Job job) {
        return jobs.shards(job.id()).stream()
                .filter(shard -> shard.state() == ShardState.DONE)
                .toList();
    }

    private List<Shard> withRejects(Job job) {
        return done(job).stream().filter(shard -> shard.rejects() > 0).toList();
    }

    private byte[] all(String key) {
        try (InputStream in = bucket.open(key)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + key, e);
        }
    }

    /** Copies a part that is marked done, so it must be there: {@link NoSuchArtifactException} otherwise. */
    private void copy(String key, OutputStream out) {
        try (InputStream in = bucket.open(key)) {
            in.transferTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot send " + key, e);
        }
    }

    private static void write(List<String> record, OutputStream out) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            csv.writeRecord(record);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot send the header", e);
        }
    }
}
