package dev.vitrine.web.page;

import dev.vitrine.common.job.JobState;
import dev.vitrine.web.text.Texts;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How pages write counts, times and durations. {@code format.js} writes them the same way. */
public final class Format {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Format() {}

    /** {@code 1,372}. */
    public static String count(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }

    public static String time(Instant instant) {
        return TIME.format(instant);
    }

    /** {@code 8 s}, {@code 3 min 20 s}, {@code 2 h 5 min}. */
    public static String seconds(long seconds) {
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds % 60 == 0 ? seconds / 60 + " min" : seconds / 60 + " min " + seconds % 60 + " s";
        }
        return seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }

    /** {@code 0.4 ms}, {@code 12 ms}, {@code 1.3 s}. */
    public static String micros(long micros) {
        if (micros < 10_000) {
            return String.format(Locale.ENGLISH, "%.1f ms", micros / 1e3);
        }
        return micros < 1_000_000
                ? Math.round(micros / 1e3) + " ms"
                : String.format(Locale.ENGLISH, "%.1f s", micros / 1e6);
    }

    /** {@code 12,300 rows/s}, with a decimal below 10. */
    public static String rate(double rowsPerSecond) {
        return Texts.text(
                "js.job.per-second",
                rowsPerSecond < 10
                        ? String.format(Locale.ENGLISH, "%.1f", rowsPerSecond)
                        : count(Math.round(rowsPerSecond)));
    }

    /** The word for a state. */
    public static String state(JobState state) {
        return Texts.text("js.state." + state.name());
    }

    /** {@code 97.3 %}, {@code 0.04 %}, {@code < 0.01 %}. */
    public static String percent(double share) {
        double percent = share * 100;
        if (percent > 0 && percent < 0.01) {
            return "< 0.01 %";
        }
        return String.format(Locale.ENGLISH, percent >= 10 || percent == 0 ? "%.1f" : "%.2f", percent) + " %";
    }

    /** A number without a needless decimal point. */
    public static String number(double value) {
        return dev.vitrine.common.row.ValuePrinter.number(value, 6);
    }
}
