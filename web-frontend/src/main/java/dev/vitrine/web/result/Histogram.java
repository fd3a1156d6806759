package dev.vitrine.web.result;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Counts of numbers in bins of equal width, in bounded memory whatever comes: the width is a power of two that doubles
 * when bins would become too many, so the counts stay exact.
 */
final class Histogram {
    private static final int MOST_BINS = 64;
    private static final int NARROWEST = -60;

    private final TreeMap<Long, Long> bins = new TreeMap<>();
    private int exponent = NARROWEST;
    private long count;
    private double sum;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    /** A bin from (inclusive) to (exclusive). */
    record Bin(double from, double to, long count) {}

    void add(double value) {
        count++;
        sum += value;
        min = Math.min(min, value);
        max = Math.max(max, value);
        while (Math.abs(value) >= Math.scalb(1.0, exponent + 52)) {
            widen();
        }
        bins.merge(bin(value), 1L, Long::sum);
        while (bins.lastKey() - bins.firstKey() >= MOST_BINS) {
            widen();
        }
    }

    private long bin(double value) {
        return (long) Math.floor(Math.scalb(value, -exponent));
    }

    private void widen() {
        exponent++;
        TreeMap<Long, Long> wider = new TreeMap<>();
        bins.forEach((bin, counted) -> wider.merge(Math.floorDiv(bin, 2L), counted, Long::sum));
        bins.clear();
        bins.putAll(wider);
    }

    long count() {
        return count;
    }

    double min() {
        return min;
    }

    double max() {
        return max;
    }

    double mean() {
        return count == 0 ? 0 : sum / count;
    }

    /** In order, without gaps. */
    List<Bin> bins() {
        List<Bin> all = new ArrayList<>();
        if (bins.isEmpty()) {
            return all;
        }
        for (long bin = bins.firstKey(); bin <= bins.lastKey(); bin++) {
            long counted = bins.getOrDefault(bin, 0L);
            all.add(new Bin(Math.scalb((double) bin, exponent), Math.scalb((double) (bin + 1), exponent), counted));
        }
        return all;
    }
}
