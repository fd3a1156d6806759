package dev.vitrine.console.kit;

import dev.vitrine.common.metric.MetricPoint;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;

/**
 * What the inspector tells of the chosen thing.
 *
 * @param state one word in its colour; blank for none
 */
public record Inspection(String title, String state, List<Part> parts) {
    /** Nothing is chosen. */
    public static final Inspection NONE = new Inspection("", "", List.of());

    public Inspection {
        parts = List.copyOf(parts);
    }

    /** A section of the inspector. */
    public sealed interface Part {
        String heading();
    }

    /** Names with values; values that are blank are left out. */
    public record Facts(String heading, List<Fact> facts) implements Part {
        public Facts {
            facts = facts.stream().filter(fact -> !fact.value().isBlank()).toList();
        }
    }

    public record Fact(String name, String value) {}

    /** A sentence that matters, such as why something failed. */
    public record Remark(String heading, String text, boolean bad) implements Part {}

    /** Lines of fixed width; in a difference they begin with {@code +}, {@code -} or a blank. */
    public record Lines(String heading, List<String> lines) implements Part {
        public Lines {
            lines = List.copyOf(lines);
        }
    }

    /** A small table. */
    public record Grid(String heading, List<String> columns, List<List<String>> rows) implements Part {
        public Grid {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }
    }

    /** A picture, as its file holds it. */
    public record Picture(String heading, ByteBuffer file) implements Part {
        public Picture {
            file = file.asReadOnlyBuffer();
        }
    }

    /** One of some, to be chosen; it is told which. */
    public record Choice(String heading, List<String> options, String chosen, Consumer<String> choose) implements Part {
        public Choice {
            options = List.copyOf(options);
        }
    }

    /**
     * Figures of minutes, drawn as lines over a span of time.
     *
     * @param lines with a gap where minutes are missing
     */
    public record Timeline(String heading, String unit, Instant from, Instant to, List<Line> lines) implements Part {
        public Timeline {
            lines = List.copyOf(lines);
        }
    }

    /** A line of such a chart. */
    public record Line(String name, List<MetricPoint> points) {
        public Line {
            points = List.copyOf(points);
        }
    }

    /** Numbers in their order, drawn as lines. */
    public record Chart(String heading, String unit, List<Series> series) implements Part {
        public Chart {
            series = List.copyOf(series);
        }
    }

    /**
     * Dollars of days, drawn as bars of parts.
     *
     * @param first the oldest day, at the left
     * @param parts each with the dollars of every day
     * @param limit dollars a day, drawn as a line across; 0 for none
     */
    public record Bars(String heading, LocalDate first, List<Series> parts, double limit) implements Part {
        public Bars {
            parts = List.copyOf(parts);
        }
    }

    /** A line of a chart. */
    public record Series(String name, List<Double> values) {
        public Series {
            values = List.copyOf(values);
        }
    }
}
