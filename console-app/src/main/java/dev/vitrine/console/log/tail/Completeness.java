package dev.vitrine.console.log.tail;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * How much of a log is here. Complete to a moment means: what the cloud had taken in then, since {@code from}, is here,
 * but for lines that came later than {@code patience} after they were printed; these are found by the last sweep.
 *
 * @param from what was printed before is not looked for
 * @param to empty until everything was read once
 * @param gap since {@code to}, while nothing can be read
 * @param ended whether nothing more is printed
 * @param last whether nothing more will come: the log has ended and was swept until nothing new was found
 * @param lines how many are here
 * @param late how many of them came when later ones had been read already
 */
public record Completeness(
        Instant from,
        Optional<Instant> to,
        Optional<Gap> gap,
        Duration patience,
        boolean ended,
        boolean last,
        long lines,
        long late) {
    /** Why nothing can be read just now. It is tried again and again. */
    public record Gap(String reason) {}

    /** How good that is. */
    public enum Kind {
        READING,
        COMPLETE,
        GAP
    }

    public Kind kind() {
        return gap.isPresent() ? Kind.GAP : to.isPresent() ? Kind.COMPLETE : Kind.READING;
    }

    /** A few words, always true. */
    public String text(ZoneId zone) {
        DateTimeFormatter clock =
                DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(zone);
        if (to.isEmpty()) {
            return gap.map(it -> "nothing complete yet: " + it.reason() + "; trying again")
                    .orElseGet(() -> String.format(Locale.ROOT, "reading: %,d lines so far", lines));
        }
        String upTo = "complete to " + clock.format(to.get());
        if (gap.isPresent()) {
            return upTo + ", then a gap: " + gap.get().reason() + "; trying again";
        }
        if (last) {
            return "complete to the end, 0 gaps";
        }
        return upTo + ", 0 gaps" + (ended ? "; sweeping for late lines" : "");
    }

    /** The whole of it in sentences. */
    public String explanation(ZoneId zone) {
        DateTimeFormatter clock =
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(zone);
        String since = from.equals(Instant.EPOCH) ? "the beginning" : clock.format(from);
        return String.format(
                Locale.ROOT,
                "%,d lines since %s, each once; %,d came late and were put in their place.%n%s",
                lines,
                since,
                late,
                last
                        ? "The log has ended and was swept until nothing new was found."
                        : "A line that reaches the log more than " + patience.toSeconds()
                                + " s after it was printed is found by the sweep at the end.");
    }
}
