package dev.vitrine.web.webhook;

import dev.vitrine.web.problem.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * Where webhooks may go, and what signs them.
 *
 * @param hosts allowed: {@code example.com}, {@code example.com:8443}, or {@code *.example.com} for all below; none means
 *     that webhooks are not taken
 * @param secret of the signatures, at least 24 bytes
 * @param privateAllowed plain HTTP and private addresses too: for tests alone
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record WebhookConfig(List<String> hosts, byte[] secret, boolean privateAllowed) {
    private static final int SHORTEST_SECRET = 24;
    private static final int LONGEST_URL = 500;
    private static final String PREFIX = "whsec_";
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    public WebhookConfig {
        hosts = List.copyOf(hosts);
        if (!hosts.isEmpty() && secret.length < SHORTEST_SECRET) {
            throw new IllegalArgumentException("WEBHOOK_SECRET is not set or has less than 24 bytes; make one with"
                    + " 'echo whsec_$(openssl rand -base64 32)'");
        }
    }

    /**
     * Reads the settings.
     *
     * @param secret {@code whsec_} and base64, or any text
     * @throws IllegalArgumentException that names the setting at fault
     */
    public static WebhookConfig of(String hosts, String secret, boolean privateAllowed) {
        List<String> allowed = Arrays.stream(hosts.split(",", -1))
                .map(host -> host.strip().toLowerCase(Locale.ROOT))
                .filter(host -> !host.isEmpty())
                .toList();
        for (String host : allowed) {
            if (!host.matches("(\\*\\.)?[a-z0-9.-]+(:\\d{1,5})?")) {
                throw new IllegalArgumentException("WEBHOOK_HOSTS names '" + host + "', which is no host");
            }
        }
        return new WebhookConfig(allowed, bytes(secret), privateAllowed);
    }

    private static byte[] bytes(String secret) {
        try {
            return secret.startsWith(PREFIX)
                    ? Base64.getDecoder().decode(secret.substring(PREFIX.length()))
                    : secret.getBytes(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("WEBHOOK_SECRET is not whsec_ and base64", e);
        }
    }

    /**
     * The address that a client named, when it may be called.
     *
     * @throws dev.vitrine.web.problem.ProblemException that says why it may not
     */
    public URI checked(String url) {
        if (hosts.isEmpty()) {
            throw refused("webhook.none");
        }
        URI address = parsed(url);
        if (!isAllowed(address)) {
            throw refused("webhook.host", address.getHost());
        }
        return address;
    }

    private URI parsed(String url) {
        try {
            URI address = new URI(url);
            boolean https = "https".equalsIgnoreCase(address.getScheme());
            boolean http = "http".equalsIgnoreCase(address.getScheme()) && privateAllowed;
            if ((https || http)
                    && address.getHost() != null
                    && address.getUserInfo() == null
                    && address.getFragment() == null
                    && url.length() <= LONGEST_URL) {
                return address;
            }
        } catch (URISyntaxException e) {
            // Told below.
        }
        throw refused("webhook.address");
    }

    boolean isAllowed(URI address) {
        String host = address.getHost().toLowerCase(Locale.ROOT);
        int port = address.getPort() > 0
                ? address.getPort()
                : "https".equalsIgnoreCase(address.getScheme()) ? HTTPS : HTTP;
        return hosts.stream().anyMatch(allowed -> matches(allowed, host, port));
    }

    private static boolean matches(String allowed, String host, int port) {
        int colon = allowed.indexOf(':');
        String name = colon < 0 ? allowed : allowed.substring(0, colon);
        int wanted = colon < 0 ? HTTPS : Integer.parseInt(allowed.substring(colon + 1));
        boolean named = name.startsWith("*.") ? host.endsWith(name.substring(1)) : host.equals(name);
        return named && port == wanted;
    }

    private static RuntimeException refused(String key, Object... values) {
        return Problem.told(io.javalin.http.HttpStatus.UNPROCESSABLE_CONTENT, key, values)
                .withField("Webhook-Url")
                .exception();
    }

    @Override
    public String toString() {
        return "WebhookConfig" + hosts;
    }
}
