package dev.vitrine.localcloud.logs;

/** Where Lambda and ECS write what their programs print. */
@FunctionalInterface
public interface LogSink {
    /**
     * Appends one line; group and stream are created as needed. Returns before the line is durable: it is within a
     * fraction of a second, or when the cloud closes. Lines of one stream appended by one thread keep their order.
     *
     * @param epochMillis when the line was printed, milliseconds since 1970
     * @param line without its line end; beyond 262,144 characters it is cut
     */
    void append(String group, String stream, long epochMillis, String line);
}
