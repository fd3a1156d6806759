package dev.vitrine.localcloud.http;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * Keeps web pages of other sites out. The server listens on loopback alone, but a browser on the same machine can be
 * talked into sending requests there: by a host name that suddenly resolves to 127.0.0.1 (DNS rebinding), or by a form
 * that posts to localhost. So a request is refused when
 *
 * <ul>
 *   <li>its {@code Host} is no loopback name. Loopback are {@code localhost}, every name below it (which is how S3's
 *       virtual-hosted buckets come: {@code bucket.localhost}), {@code 127.0.0.0/8} and {@code [::1]}. A name below
 *       {@code amazonaws.com} is let through when the request is signed, for clients that reach the port as a proxy;
 *   <li>it has an {@code Origin} that is no loopback name. AWS's clients send none.
 * </ul>
 */
final class LoopbackGuard {
    private LoopbackGuard() {}

    /** Why the request is refused, in one sentence; empty when it is let through. */
    static Optional<String> refusal(Optional<String> host, Optional<String> origin, boolean signed) {
        String name = host.map(LoopbackGuard::withoutPort).orElse("");
        if (!isLoopback(name) && !(signed && name.endsWith(".amazonaws.com"))) {
            return Optional.of("The local cloud answers loopback names only, such as localhost or 127.0.0.1,"
                    + " and not the host name \"" + name + "\".");
        }
        if (origin.isPresent() && !isLoopbackOrigin(origin.get())) {
            return Optional.of(
                    "The local cloud does not answer web pages of other sites (Origin: " + origin.get() + ").");
        }
        return Optional.empty();
    }

    private static String withoutPort(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.replaceFirst(":\\d*$", "");
    }

    private static boolean isLoopback(String name) {
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || name.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}")
                || name.equals("[::1]");
    }

    private static boolean isLoopbackOrigin(String origin) {
        try {
            String host = URI.create(origin).getHost();
            return host != null && isLoopback(host.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
