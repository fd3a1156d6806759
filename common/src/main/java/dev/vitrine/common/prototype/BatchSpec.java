package dev.vitrine.common.prototype;

import java.util.Optional;

/**
 * How batches are done.
 *
 * @param cpu virtual CPUs of a worker: 0.25, 0.5, 1, 2, 4, 8 or 16
 * @param memoryMb of a worker, as Fargate allows for the CPUs
 * @param rowsPerShard rows that a worker claims at once, 1 to 1,000,000
 * @param maxWorkers workers of this prototype at the same time, 1 to 100
 * @param spot whether workers run on spare capacity, cheaper, and may be stopped at two minutes' notice
 * @param form fields from which the predictor expands the rows of a job, instead of a table
 */
public record BatchSpec(
        double cpu, int memoryMb, int rowsPerShard, int maxWorkers, boolean spot, Optional<Schema> form) {
    public static final BatchSpec DEFAULT = new BatchSpec(1, 4096, 50_000, 4, false, Optional.empty());

    public BatchSpec {
        if (cpu != 0.25 && cpu != 0.5 && cpu != 1 && cpu != 2 && cpu != 4 && cpu != 8 && cpu != 16) {
            throw new IllegalArgumentException("batch cpu must be 0.25, 0.5, 1, 2, 4, 8 or 16, not " + cpu);
        }
        if (memoryMb < 512 || memoryMb > 122_880) {
            throw new IllegalArgumentException("batch memory must be 512 MB to 122880 MB, not " + memoryMb);
        }
        if (rowsPerShard < 1 || rowsPerShard > 1_000_000) {
            throw new IllegalArgumentException("batch rowsPerShard must be 1 to 1000000, not " + rowsPerShard);
        }
        if (maxWorkers < 1 || maxWorkers > 100) {
            throw new IllegalArgumentException("batch maxWorkers must be 1 to 100, not " + maxWorkers);
        }
    }
}
