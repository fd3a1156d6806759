package dev.vitrine.localcloud.elb;

import org.eclipse.jetty.client.Request.Content;
import org.eclipse.jetty.io.Content.Chunk;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** A client's body on its way to a target, chunk by chunk. Until the first was read, another target can have it. */
final class UpstreamBody implements Content {
    private final Request request;
    private volatile boolean touched;

    UpstreamBody(Request request) {
        this.request = request;
    }

    /** True once something of it was read. */
    boolean touched() {
        return touched;
    }

    @Override
    public long getLength() {
        return request.getLength();
    }

    @Override
    public @Nullable Chunk read() {
        Chunk chunk = request.read();
        touched |= chunk != null && chunk.hasRemaining();
        return chunk;
    }

    @Override
    public void demand(Runnable callback) {
        request.demand(callback);
    }

    /** Does nothing: the client gets an answer all the same, of another target or of the load balancer. */
    @Override
    public void fail(Throwable failure) {}
}
