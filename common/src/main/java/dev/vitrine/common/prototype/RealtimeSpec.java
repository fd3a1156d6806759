package dev.vitrine.common.prototype;

import java.time.Duration;

/**
 * How realtime answers are given.
 *
 * @param memoryMb of the function, 128 to 10240
 * @param timeout of one answer, 1 s to 900 s
 */
public record RealtimeSpec(int memoryMb, Duration timeout) {
    public static final RealtimeSpec DEFAULT = new RealtimeSpec(1024, Duration.ofSeconds(10));

    public RealtimeSpec {
        if (memoryMb < 128 || memoryMb > 10_240) {
            throw new IllegalArgumentException("realtime memory must be 128 MB to 10240 MB, not " + memoryMb);
        }
        if (timeout.compareTo(Duration.ofSeconds(1)) < 0 || timeout.compareTo(Duration.ofSeconds(900)) > 0) {
            throw new IllegalArgumentException("realtime timeout must be 1 s to 900 s");
        }
    }
}
