package dev.vitrine.console.metric;

import java.time.Duration;
import java.util.Arrays;

/** How far back charts go. */
enum MetricRange {
    QUARTER("15 min", Duration.ofMinutes(15)),
    HOUR("1 h", Duration.ofHours(1)),
    THREE_HOURS("3 h", Duration.ofHours(3));

    private final String text;
    private final Duration length;

    MetricRange(String text, Duration length) {
        this.text = text;
        this.length = length;
    }

    String text() {
        return text;
    }

    Duration length() {
        return length;
    }

    static MetricRange of(String text) {
        return Arrays.stream(values())
                .filter(range -> range.text.equals(text))
                .findFirst()
                .orElseThrow();
    }
}
