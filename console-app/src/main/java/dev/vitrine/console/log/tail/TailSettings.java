package dev.vitrine.console.log.tail;

import java.time.Duration;

/**
 * How a log is read.
 *
 * @param overlap how far back is read again and again, for lines that come late
 * @param pause between two looks while lines come
 * @param idlePause between two looks after some without a new line
 * @param dearEvery how often that is done when it takes many pages; only the newest is read in between
 * @param settle after the end of a task the cloud may still take in lines for so long
 */
public record TailSettings(Duration overlap, Duration pause, Duration idlePause, Duration dearEvery, Duration settle) {
    /** Far under the limits of AWS, and patient enough for its delays. */
    public static final TailSettings STANDARD = new TailSettings(
            Duration.ofSeconds(60),
            Duration.ofSeconds(1),
            Duration.ofSeconds(4),
            Duration.ofSeconds(30),
            Duration.ofSeconds(90));
}
