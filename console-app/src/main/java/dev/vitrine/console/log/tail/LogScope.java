package dev.vitrine.console.log.tail;

import dev.vitrine.common.log.LogStreams;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which lines of a log group are wanted, as far as is known at a moment.
 *
 * @param streams empty while there is none yet
 * @param asOf when that was known, as streams that were begun later may be missing; {@link Instant#MAX} when none can be
 * @param span only what was printed then; all when empty
 * @param ended whether nothing more will be printed
 */
public record LogScope(Optional<LogStreams> streams, Instant asOf, Optional<Span> span, boolean ended) {
    /** From one moment to another, both included. */
    public record Span(Instant from, Instant to) {}

    /** Of these streams and of no other. */
    public static LogScope of(LogStreams streams, boolean ended) {
        return new LogScope(Optional.of(streams), Instant.MAX, Optional.empty(), ended);
    }

    /** Of those that are known now by name; there may be more later. */
    public static LogScope known(List<String> names, Instant asOf, boolean ended) {
        return new LogScope(
                names.isEmpty() ? Optional.empty() : Optional.of(new LogStreams.Named(names)),
                asOf,
                Optional.empty(),
                ended);
    }

    /** The same when more is known: streams that were known stay, and what has ended has ended. */
    public LogScope then(LogScope now) {
        Optional<LogStreams> both = streams.isEmpty() ? now.streams : streams;
        if (both.orElse(null) instanceof LogStreams.Named(List<String> before)
                && now.streams.orElse(null) instanceof LogStreams.Named(List<String> after)) {
            both = Optional.of(new LogStreams.Named(
                    Stream.concat(before.stream(), after.stream()).toList()));
        }
        return new LogScope(both, now.asOf, both.equals(streams) ? span : now.span, ended || now.ended);
    }

    /** The one stream that these are and stay; empty when they are many or may become so. */
    Optional<String> single() {
        return asOf.equals(Instant.MAX)
                        && span.isEmpty()
                        && streams.orElse(null) instanceof LogStreams.Named(List<String> names)
                        && names.size() == 1
                ? Optional.of(names.getFirst())
                : Optional.empty();
    }
}
