package dev.vitrine.localcloud.dynamodb.table;

/** Provisioned units per second; both zero on demand. */
public record Throughput(long read, long write) {
    public static final Throughput ON_DEMAND = new Throughput(0, 0);
}
