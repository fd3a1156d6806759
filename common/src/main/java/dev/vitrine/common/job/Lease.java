package dev.vitrine.common.job;

import java.time.Instant;

/**
 * The right to work on a shard for a while.
 *
 * @param worker who holds it
 * @param token grows with every claim of the shard: whoever comes with an older one can write nothing any more
 * @param until when it ends unless renewed
 */
public record Lease(String worker, long token, Instant until) {}
