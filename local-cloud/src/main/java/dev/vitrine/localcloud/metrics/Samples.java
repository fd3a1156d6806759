package dev.vitrine.localcloud.metrics;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * The values of one metric in one span of time: their number, sum and bounds, and how they spread. Of the spread only the
 * order of magnitude is kept, in steps of one percent; so a percentile is within half a percent of a value that was there.
 * Not safe for several threads.
 */
final class Samples {
    private static final double STEP = Math.log(1.01);

    /** Larger than the step of any double, so that the steps of positive values are positive. */
    private static final int OFFSET = 80_000;

    private double count;
    private double sum;
    private double minimum = Double.POSITIVE_INFINITY;
    private double maximum = Double.NEGATIVE_INFINITY;
    /** Steps are in the order of the values that they stand for. */
    private final TreeMap<Integer, Double> spread = new TreeMap<>();

    /**
     * As they are stored.
     *
     * @param spread how often each step was there
     */
    record Kept(double count, double sum, double minimum, double maximum, Map<Integer, Double> spread) {}

    /** @param times how often the value was there */
    void add(double value, double times) {
        addWithoutSpread(times, value * times, value, value);
        spread.merge(step(value), times, Double::sum);
    }

    /** Values of which nothing is known but these figures; their percentiles are unknown. */
    void addWithoutSpread(double more, double moreSum, double least, double greatest) {
        count += more;
        sum += moreSum;
        minimum = Math.min(minimum, least);
        maximum = Math.max(maximum, greatest);
    }

    void add(Samples other) {
        addWithoutSpread(other.count, other.sum, other.minimum, other.maximum);
        other.spread.forEach((step, times) -> spread.merge(step, times, Double::sum));
    }

    double count() {
        return count;
    }

    double sum() {
        return sum;
    }

    double average() {
        return sum / count;
    }

    double minimum() {
        return minimum;
    }

    double maximum() {
        return maximum;
    }

    /**
     * The value that so many percent of all do not exceed; empty where the spread is not known.
     *
     * @param percent from 0 to 100
     */
    OptionalDouble percentile(double percent) {
        double known = spread.values().stream().mapToDouble(Double::doubleValue).sum();
        if (known < count * 0.999_999) {
            return OptionalDouble.empty();
        }
        if (percent == 0 || percent == 100) {
            return OptionalDouble.of(percent == 0 ? minimum : maximum);
        }
        double rank = known * percent / 100;
        double below = 0;
        for (Map.Entry<Integer, Double> entry : spread.entrySet()) {
            below += entry.getValue();
            if (below >= rank * 0.999_999_999) {
                return OptionalDouble.of(Math.clamp(value(entry.getKey()), minimum, maximum));
            }
        }
        return OptionalDouble.of(maximum);
    }

    Kept kept() {
        return new Kept(count, sum, minimum, maximum, Map.copyOf(spread));
    }

    static Samples of(Kept kept) {
        Samples samples = new Samples();
        samples.addWithoutSpread(kept.count(), kept.sum(), kept.minimum(), kept.maximum());
        samples.spread.putAll(kept.spread());
        return samples;
    }

    private static int step(double value) {
        if (value == 0) {
            return 0;
        }
        int size = (int) Math.round(Math.log(Math.abs(value)) / STEP) + OFFSET;
        return value > 0 ? size : -size;
    }

    private static double value(int step) {
        return step == 0 ? 0 : Math.signum(step) * Math.exp((Math.abs(step) - OFFSET) * STEP);
    }
}
