package dev.vitrine.localcloud.elb;

import java.io.IOException;
import java.time.Duration;
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

/** The HTTP port of one listener, on 127.0.0.1. */
final class ListenerServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ListenerServer.class);
    private static final Duration STOP = Duration.ofSeconds(1);

    /** A target that answers too late is told to the client before its connection is closed. */
    private static final Duration LATER = Duration.ofSeconds(5);

    private final Server server;

    private ListenerServer(Server server) {
        this.server = server;
    }

    /** @throws IOException when the port cannot be had */
    static ListenerServer start(int port, Duration idle, Handler handler) throws IOException {
        QueuedThreadPool threads = new QueuedThreadPool(16, 2);
        threads.setName("load-balancer-" + port);
        threads.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("load-balancer-" + port + "-"));
        Server server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setUriCompliance(UriCompliance.UNSAFE);
        http.setSendServerVersion(false);
        http.setSendDateHeader(false);
        http.setRequestHeaderSize(64 * 1024);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        connector.setIdleTimeout(idle.plus(LATER).toMillis());
        connector.setShutdownIdleTimeout(50);
        server.addConnector(connector);
        server.setStopTimeout(STOP.toMillis());
        server.setHandler(handler);
        try {
            connector.open();
            server.start();
        } catch (IOException e) {
            connector.close();
            throw e;
        } catch (Exception e) {
            connector.close();
            throw new IOException("The listener on port " + port + " did not start: " + e.getMessage(), e);
        }
        return new ListenerServer(server);
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            log.debug("Requests were still under way when a listener stopped.", e);
        }
    }
}
