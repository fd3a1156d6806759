package dev.vitrine.localcloud.http;

/**
 * A service whose operations are told apart by method and path, with JSON in the bodies, such as Lambda with its runtime
 * API. Each call has a virtual thread of its own, so it may block for as long as it likes (a long poll): neither
 * other requests nor the connection's idle time-out mind.
 */
public interface RestService extends AutoCloseable {
    /** True if the request is for this service; looks at method, path, headers and scope, never at the body. */
    boolean accepts(AwsRequest request);

    /**
     * Carries out one operation.
     *
     * @throws AwsException as AWS would answer; the edge writes it with {@code x-amzn-ErrorType}
     * @throws InterruptedException when the server stops while the call waits
     */
    AwsResponse call(AwsRequest request) throws InterruptedException;

    @Override
    void close();
}
