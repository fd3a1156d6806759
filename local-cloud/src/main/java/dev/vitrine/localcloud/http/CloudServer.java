package dev.vitrine.localcloud.http;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one HTTP port, on 127.0.0.1. It is bound first, so that services can be told their endpoint, and answers once it is
 * started. Each request is handled on a virtual thread.
 */
public final class CloudServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CloudServer.class);
    private static final Duration KEEP_ALIVE = Duration.ofMinutes(5);
    private static final Duration IDLE_WHEN_STOPPING = Duration.ofMillis(50);
    private static final Duration STOP = Duration.ofSeconds(2);

    private final Server server;
    private final ServerConnector connector;
    private final CompletableFuture<Services> started = new CompletableFuture<>();

    private CloudServer(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /**
     * Takes the port.
     *
     * @param port 0 for any free one
     * @throws IOException when the port is taken
     */
    public static CloudServer bind(int port) throws IOException {
        QueuedThreadPool threads = new QueuedThreadPool(32, 4);
        threads.setName("cloud-http");
        threads.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("cloud-request-"));
        Server server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        // S3 keys may hold anything, also "//", "..", "%2F" and ";".
        http.setUriCompliance(UriCompliance.UNSAFE);
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(32 * 1024);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        connector.setIdleTimeout(KEEP_ALIVE.toMillis());
        connector.setShutdownIdleTimeout(IDLE_WHEN_STOPPING.toMillis());
        server.addConnector(connector);
        server.setStopTimeout(STOP.toMillis());
        connector.open();
        return new CloudServer(server, connector);
    }

    /**
     * Where clients reach it, such as {@code http://127.0.0.1:4566}. With a number in place of a name, AWS's SDKs put a
     * bucket's name into the path; with {@code localhost} they would need {@code bucket.localhost} to resolve.
     */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    /** The services' operations for other services; a call made before the start waits for it. */
    public Calls calls() {
        return new LoopbackCalls(endpoint(), started);
    }

    /** Begins to answer. */
    public void start(Services services, Handler s3) throws IOException {
        server.setHandler(new CloudHandler(new Dispatcher(services), s3));
        try {
            server.start();
        } catch (Exception e) {
            throw new IOException("The HTTP server did not start: " + e.getMessage(), e);
        }
        started.complete(services);
    }

    /** Lets requests under way end for two seconds, then cuts them off. */
    @Override
    public void close() {
        started.completeExceptionally(new IllegalStateException("The local cloud has stopped."));
        try (connector) {
            server.stop();
        } catch (TimeoutException e) {
            log.debug("Connections were still open when the server stopped.");
        } catch (Exception e) {
            throw new IllegalStateException("The HTTP server did not stop.", e);
        }
    }
}
