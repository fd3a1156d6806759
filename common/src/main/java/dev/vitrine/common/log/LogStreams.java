package dev.vitrine.common.log;

import java.util.List;

/** Streams of one log group. */
public sealed interface LogStreams {
    /** All that there are, and all that come. */
    record All() implements LogStreams {}

    /** All whose names begin so, also those that come. */
    record Prefix(String prefix) implements LogStreams {
        public Prefix {
            if (prefix.isBlank()) {
                throw new IllegalArgumentException("A prefix of log streams cannot be blank; say All instead.");
            }
        }
    }

    /** These; some may not be there yet. */
    record Named(List<String> names) implements LogStreams {
        public Named {
            names = names.stream().distinct().sorted().toList();
            if (names.isEmpty()) {
                throw new IllegalArgumentException("Name at least one log stream, or say All instead.");
            }
        }
    }
}
