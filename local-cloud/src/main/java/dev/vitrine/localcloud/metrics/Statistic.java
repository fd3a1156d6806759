package dev.vitrine.localcloud.metrics;

import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One figure of many values.
 *
 * @param name such as {@code Average} or {@code p99}
 * @param of the figure; empty where it is not known
 */
record Statistic(String name, Function<Samples, OptionalDouble> of) {
    private static final Pattern PERCENTILE = Pattern.compile("p(\\d{1,3}(?:\\.\\d{1,10})?)");

    static Statistic parse(String name) {
        return switch (name) {
            case "SampleCount" -> known(name, Samples::count);
            case "Average" -> known(name, Samples::average);
            case "Sum" -> known(name, Samples::sum);
            case "Minimum" -> known(name, Samples::minimum);
            case "Maximum" -> known(name, Samples::maximum);
            default -> percentile(name);
        };
    }

    private static Statistic percentile(String name) {
        Matcher matcher = PERCENTILE.matcher(name);
        if (!matcher.matches() || Double.parseDouble(matcher.group(1)) > 100) {
            throw MetricErrors.value("The value " + name + " for parameter Stat is not supported: the local cloud has"
                    + " SampleCount, Average, Sum, Minimum, Maximum and percentiles such as p99.");
        }
        double percent = Double.parseDouble(matcher.group(1));
        return new Statistic(name, samples -> samples.percentile(percent));
    }

    private static Statistic known(String name, Function<Samples, Double> figure) {
        return new Statistic(name, samples -> OptionalDouble.of(figure.apply(samples)));
    }
}
