package dev.vitrine.localcloud.elb;

import dev.vitrine.localcloud.http.AwsException;
import dev.vitrine.localcloud.metrics.MetricSink;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The open ports of all listeners. */
final class ListenerServers implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ListenerServers.class);

    private final Inventory inventory;
    private final TargetPools pools;
    private final MetricSink metrics;
    private final Upstream upstream = new Upstream();
    private final Map<String, ListenerServer> servers = new ConcurrentHashMap<>();

    ListenerServers(Inventory inventory, TargetPools pools, MetricSink metrics) {
        this.inventory = inventory;
        this.pools = pools;
        this.metrics = metrics;
    }

    /** Opens the ports that were open before; one that is taken now is said in the log. */
    void resume() {
        for (Listener listener : inventory.listeners.values()) {
            try {
                open(listener);
            } catch (AwsException e) {
                log.error("A load balancer does not listen: {}", e.getMessage());
            }
        }
    }

    /** @throws AwsException when the port cannot be had */
    void open(Listener listener) {
        String arn = listener.arn();
        Duration idle = inventory.loadBalancer(listener.loadBalancerArn()).idleTimeout();
        ListenerHandler handler = new ListenerHandler(
                listener.port(),
                () -> inventory.listener(arn).action(),
                () -> inventory.loadBalancer(listener.loadBalancerArn()).idleTimeout(),
                pools::find,
                upstream,
                new RequestMetrics(metrics, listener.loadBalancerArn()));
        try {
            servers.put(arn, ListenerServer.start(listener.port(), idle, handler));
        } catch (IOException e) {
            throw AwsException.badRequest(
                    "InvalidConfigurationRequest",
                    "Port " + listener.port() + " of this computer cannot be opened for the listener (" + e.getMessage()
                            + "). Stop the program that uses it, or choose another port.");
        }
    }

    void close(String listenerArn) {
        ListenerServer server = servers.remove(listenerArn);
        if (server != null) {
            server.close();
        }
    }

    @Override
    public void close() throws IOException {
        servers.keySet().forEach(this::close);
        upstream.close();
    }
}
