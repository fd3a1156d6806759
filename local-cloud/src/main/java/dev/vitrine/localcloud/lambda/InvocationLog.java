package dev.vitrine.localcloud.lambda;

import dev.vitrine.localcloud.logs.LogSink;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The log stream of one runtime process: what it prints, and Lambda's own lines about each request. */
final class InvocationLog {
    private final LogSink sink;
    private final Clock clock;
    private final String group;
    private final String stream;
    private final String version;
    private final int memoryMegabytes;
    private volatile @Nullable Invocation current;

    InvocationLog(LogSink sink, Clock clock, String group, String stream, String version, int memoryMegabytes) {
        this.sink = sink;
        this.clock = clock;
        this.group = group;
        this.stream = stream;
        this.version = version;
        this.memoryMegabytes = memoryMegabytes;
    }

    String stream() {
        return stream;
    }

    void line(String line) {
        sink.append(group, stream, clock.millis(), line);
        Invocation invocation = current;
        if (invocation != null) {
            invocation.tail(line);
        }
    }

    void start(Invocation invocation) {
        current = invocation;
        line("START RequestId: " + invocation.requestId() + " Version: " + version);
    }

    /** @param initNanos of the process's start, when this was its first request */
    void end(Invocation invocation, Outcome outcome, long nanos, Optional<Long> initNanos, OptionalLong peakMemory) {
        line("END RequestId: " + invocation.requestId());
        double millis = nanos / 1e6;
        StringBuilder report = new StringBuilder("REPORT RequestId: ").append(invocation.requestId());
        report.append(String.format(Locale.ROOT, "\tDuration: %.2f ms", millis));
        report.append("\tBilled Duration: ").append((long) Math.ceil(millis)).append(" ms");
        report.append("\tMemory Size: ").append(memoryMegabytes).append(" MB");
        peakMemory.ifPresent(bytes ->
                report.append("\tMax Memory Used: ").append(bytes >> 20).append(" MB"));
        initNanos.ifPresent(init -> report.append(String.format(Locale.ROOT, "\tInit Duration: %.2f ms", init / 1e6)));
        report.append('\t');
        if (outcome instanceof Outcome.Failure failure) {
            report.append("Status: ").append(failure.status());
        }
        line(report.toString());
        current = null;
    }

    void initFailed(long nanos, String status) {
        line(String.format(
                Locale.ROOT, "INIT_REPORT Init Duration: %.2f ms\tPhase: init\tStatus: %s", nanos / 1e6, status));
    }
}
