package dev.vitrine.web.webhook;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;

/** Calls an address once: to public addresses alone, without redirects, and without waiting long. */
final class WebhookSender implements AutoCloseable {
    private static final Timeout PATIENCE = Timeout.of(10, TimeUnit.SECONDS);
    private static final int MOST_AT_ONCE = 8;

    private final CloseableHttpClient http;
    private final WebhookSignature signature;

    WebhookSender(WebhookConfig config) {
        this.signature = new WebhookSignature(config.secret());
        this.http = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new PublicAddresses(config.privateAllowed()))
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(PATIENCE)
                                .setSocketTimeout(PATIENCE)
                                .build())
                        .setMaxConnTotal(MOST_AT_ONCE)
                        .setMaxConnPerRoute(MOST_AT_ONCE)
                        .build())
                .setDefaultRequestConfig(
                        RequestConfig.custom().setResponseTimeout(PATIENCE).build())
                .setUserAgent("Vitrine")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    /** What a call met. */
    record Answer(boolean accepted, String said) {}

    Answer send(URI address, String id, long epochSecond, String body) {
        HttpPost post = new HttpPost(address);
        post.setHeader("webhook-id", id);
        post.setHeader("webhook-timestamp", Long.toString(epochSecond));
        post.setHeader("webhook-signature", signature.of(id, epochSecond, body));
        post.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
        try {
            int status = http.execute(post, response -> {
                // What it says beside its status is not read.
                post.abort();
                return response.getCode();
            });
            return new Answer(status >= 200 && status < 300, "It answered " + status + ".");
        } catch (IOException e) {
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return new Answer(
                    false, "No answer: " + reason.replaceAll("\\p{Cntrl}", " ").strip() + ".");
        }
    }

    @Override
    public void close() {
        http.close(org.apache.hc.core5.io.CloseMode.IMMEDIATE);
    }
}
