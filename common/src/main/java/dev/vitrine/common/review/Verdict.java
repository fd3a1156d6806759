package dev.vitrine.common.review;

import java.util.Map;

/** What a review says. */
public sealed interface Verdict {
    /** The answer is right. */
    record Confirmed() implements Verdict {}

    /**
     * The right answer is another.
     *
     * @param outputs those that differ, by name
     */
    record Corrected(Map<String, String> outputs) implements Verdict {
        public Corrected {
            outputs = Map.copyOf(outputs);
            if (outputs.isEmpty()) {
                throw new IllegalArgumentException("a correction names the right value of at least one output");
            }
        }
    }

    /** A remark that neither confirms nor corrects. */
    record Noted() implements Verdict {}

    /** The reviewer takes back what they said last about this row. */
    record Undone() implements Verdict {}

    /** The word for it, in files and requests. */
    default String word() {
        return switch (this) {
            case Confirmed ignored -> "confirmed";
            case Corrected ignored -> "corrected";
            case Noted ignored -> "noted";
            case Undone ignored -> "undone";
        };
    }
}
