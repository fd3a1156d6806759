package dev.vitrine.batch;

import dev.vitrine.common.job.Claim;
import dev.vitrine.common.result.OutcomeRecords;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Reads, answers and prints the blocks of a shard at the same time, and writes them in order. Only a few blocks are in
 * memory, however long the shard is.
 */
final class ShardPipeline implements AutoCloseable {
    private static final int BLOCK_ROWS = 1024;

    private final Claim claim;
    private final Versions.Loaded version;
    private final LeaseKeeper lease;
    private final Stop stop;
    private final int ahead;
    private final ExecutorService threads;

    ShardPipeline(Claim claim, Versions.Loaded version, LeaseKeeper lease, Stop stop, int threads) {
        this.claim = claim;
        this.version = version;
        this.lease = lease;
        this.stop = stop;
        this.ahead = 2 * threads + 1;
        this.threads = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().name("block-", 1).factory());
    }

    void run(ShardInput input, ShardFiles files) {
        Deque<Future<OutcomeRecords>> blocks = new ArrayDeque<>();
        long start = System.nanoTime();
        int rowsRead = 0;
        int rowsWritten = 0;
        List<List<String>> rows = input.next(BLOCK_ROWS);
        while (!rows.isEmpty() || !blocks.isEmpty()) {
            if (!rows.isEmpty() && blocks.size() < ahead) {
                blocks.addLast(submit(claim.shard().firstRow() + rowsRead, rows));
                rowsRead += rows.size();
                rows = input.next(BLOCK_ROWS);
                continue;
            }
            OutcomeRecords block = result(blocks.removeFirst());
            files.write(block);
            rowsWritten += block.results().lengths().length;
            lease.progress(rowsWritten);
            lease.check();
            checkStop(System.nanoTime() - start, rowsWritten);
        }
    }

    private Future<OutcomeRecords> submit(long firstRow, List<List<String>> rows) {
        int width = claim.job().columns().size();
        return threads.submit(() ->
                OutcomeRecords.of(firstRow, rows, version.answers().answer(firstRow, rows), width, version.outputs()));
    }

    private void checkStop(long nanos, int rowsWritten) {
        long rest = nanos / rowsWritten * (claim.shard().rows() - rowsWritten);
        if (stop.forbids(Duration.ofNanos(rest))) {
            throw new StoppedException();
        }
    }

    /** Waits, and looks every so often whether the wait is in vain. */
    private OutcomeRecords result(Future<OutcomeRecords> block) {
        try {
            while (true) {
                try {
                    return block.get(200, java.util.concurrent.TimeUnit.MILLISECONDS);
                } catch (java.util.concurrent.TimeoutException e) {
                    lease.check();
                    if (stop.forbids(Duration.ZERO)) {
                        throw new StoppedException();
                    }
                }
            }
        } catch (ExecutionException e) {
            throw translated(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppedException();
        }
    }

    private static RuntimeException translated(ExecutionException e) {
        return switch (e.getCause()) {
            case AttemptFailedException known -> known;
            case RuntimeException cause ->
                new AttemptFailedException(
                        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage(), cause);
            case null -> new AttemptFailedException("the predictor failed", e);
            case Throwable cause -> new AttemptFailedException("the predictor failed: " + cause, cause);
        };
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
