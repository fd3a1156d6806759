package dev.vitrine.localcloud.elb;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Requests to targets over connections that are kept; nothing of a request or an answer is changed but its headers. */
final class Upstream implements AutoCloseable {
    /** Shorter than servers keep connections, so that none is used that a server is about to close. */
    private static final Duration KEEP = Duration.ofSeconds(4);

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int MAX_CONNECTIONS = 2048;
    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private final HttpClient client;

    Upstream() {
        ClientConnector connector = new ClientConnector();
        connector.setSelectors(1);
        connector.setConnectTimeout(CONNECT);
        client = new HttpClient(new HttpClientTransportOverHTTP(connector));
        QueuedThreadPool threads = new QueuedThreadPool(16, 2);
        threads.setName("load-balancer-upstream");
        client.setExecutor(threads);
        client.setFollowRedirects(false);
        client.setHttpCookieStore(new HttpCookieStore.Empty());
        client.setIdleTimeout(KEEP.toMillis());
        client.setMaxConnectionsPerDestination(MAX_CONNECTIONS);
        client.setMaxRequestsQueuedPerDestination(MAX_CONNECTIONS);
        client.setDestinationIdleTimeout(Duration.ofMinutes(1).toMillis());
        client.setUserAgentField(null);
        try {
            client.start();
        } catch (Exception e) {
            throw new IllegalStateException("The HTTP client of the load balancers did not start.", e);
        }
        client.getProtocolHandlers().clear();
        client.getContentDecoderFactories().clear();
    }

    /**
     * The client's request as a target gets it.
     *
     * @param port the listener's, for {@code X-Forwarded-Port}
     */
    org.eclipse.jetty.client.Request request(
            Request request, Target target, Optional<UpstreamBody> body, int port, Duration idle) {
        org.eclipse.jetty.client.Request upstream = client.newRequest(target.host(), target.port())
                .scheme("http")
                .method(request.getMethod())
                .path(request.getHttpURI().getPathQuery())
                .idleTimeout(idle.toMillis(), TimeUnit.MILLISECONDS);
        body.ifPresent(upstream::body);
        upstream.headers(headers -> {
            copy(request.getHeaders(), headers, Set.of("content-length", "expect"));
            forwarded(request, headers, port);
        });
        return upstream;
    }

    /** Copies what is meant for the other end, not for the next hop. */
    static void copy(HttpFields from, HttpFields.Mutable to, Set<String> without) {
        Set<String> left = new HashSet<>(HOP_BY_HOP);
        left.addAll(without);
        from.getValuesList(HttpHeader.CONNECTION).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .forEach(name -> left.add(name.strip().toLowerCase(Locale.ROOT)));
        for (HttpField field : from) {
            if (!left.contains(field.getLowerCaseName())) {
                to.add(field);
            }
        }
    }

    private static void forwarded(Request request, HttpFields.Mutable headers, int port) {
        String before = headers.get("X-Forwarded-For");
        String client = Request.getRemoteAddr(request);
        headers.put("X-Forwarded-For", before == null ? client : before + ", " + client);
        headers.put("X-Forwarded-Proto", "http");
        headers.put("X-Forwarded-Port", Integer.toString(port));
    }

    @Override
    public void close() throws IOException {
        try {
            client.stop();
        } catch (Exception e) {
            throw new IOException("The HTTP client of the load balancers did not stop.", e);
        }
    }
}
