package dev.vitrine.localcloud.s3;

/** The functions that buckets notify. */
public interface FunctionCaller {
    /** Whether there is such a function and its policy lets the bucket invoke it. */
    boolean mayInvoke(String functionArn, String bucketArn);

    /** Hands an event to a function; once this returns, the event survives. */
    void send(String functionArn, String event);
}
