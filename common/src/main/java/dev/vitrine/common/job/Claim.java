package dev.vitrine.common.job;

/** A shard that a worker holds, with its job as it was at the claim. */
public record Claim(Job job, Shard shard, Lease lease) {}
