package dev.vitrine.common.job;

import java.io.OutputStream;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Reads a job's outcomes from the bucket. Their columns are {@code row}, the input's columns, the outputs, and
 * {@code error}: one record per input row of the completed shards, in input order.
 */
public interface JobResults {
    /** Names of the result columns. */
    List<String> columns(Job job);

    /**
     * Records from row {@code firstRow} (from 1), at most {@code count}; rows of shards that are not done are left out. A
     * page within one shard is one ranged read.
     */
    default List<List<String>> page(Job job, long firstRow, int count) {
        return page(job, firstRow, count, UnaryOperator.identity());
    }

    /**
     * As {@link #page(Job, long, int)}, of each record only what {@code kept} makes of it: the others are not held, however
     * wide they are.
     */
    List<List<String>> page(Job job, long firstRow, int count, UnaryOperator<List<String>> kept);

    /** Records of single rows, in the order of their numbers as given; rows that are not done are left out. */
    default List<List<String>> rows(Job job, List<Long> numbers) {
        return rows(job, numbers, UnaryOperator.identity());
    }

    /** As {@link #rows(Job, List)}, of each record only what {@code kept} makes of it; its first cell stays. */
    List<List<String>> rows(Job job, List<Long> numbers, UnaryOperator<List<String>> kept);

    /** Shows every record that is done to a visitor, in order, one after another. */
    void forEach(Job job, Consumer<List<String>> visitor);

    /** Streams everything that is done as CSV with header. */
    void writeCsv(Job job, OutputStream out);

    /** Streams the rejects as CSV with header: {@code row,column,value,reason} and the input's columns. */
    void writeRejectsCsv(Job job, OutputStream out);

    /** The first rejects: cells as in {@link #writeRejectsCsv}. */
    default List<List<String>> rejects(Job job, int count) {
        return rejects(job, 0, count);
    }

    /** Rejects after the first so many: cells as in {@link #writeRejectsCsv}. */
    default List<List<String>> rejects(Job job, long after, int count) {
        return rejects(job, after, count, UnaryOperator.identity());
    }

    /** As {@link #rejects(Job, long, int)}, of each only what {@code kept} makes of it. */
    List<List<String>> rejects(Job job, long after, int count, UnaryOperator<List<String>> kept);
}
