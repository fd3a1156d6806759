package dev.vitrine.console.kit;

import java.nio.ByteBuffer;
import java.util.List;

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

    /** Numbers over time, drawn as lines. */
    public record Chart(String heading, String unit, List<Series> series) implements Part {
        public Chart {
            series = List.copyOf(series);
        }
    }

    /** A line of a chart. */
    public record Series(String name, List<Double> values) {
        public Series {
            values = List.copyOf(values);
        }
    }
}
