/** Batches of rows: jobs, their shards, and the leases under which workers do them. */
@NullMarked
package dev.vitrine.common.job;

import org.jspecify.annotations.NullMarked;
