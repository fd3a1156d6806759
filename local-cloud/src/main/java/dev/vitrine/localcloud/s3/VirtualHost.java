package dev.vitrine.localcloud.s3;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells virtual-hosted requests ({@code bucket.localhost}) from path-style ones ({@code localhost/bucket}). */
final class VirtualHost {
    private static final Pattern BUCKET_HOST = Pattern.compile(
            "[a-z0-9][a-z0-9.-]*?\\.(s3(?:[.-][a-z0-9-]+)?\\.amazonaws\\.com|s3\\.localhost|localhost)");
    private static final Pattern SERVICE_HOST =
            Pattern.compile("s3(?:[.-][a-z0-9-]+)?\\.(?:amazonaws\\.com|localhost)");

    private VirtualHost() {}

    /** What follows the bucket's name in the host, such as {@code localhost}; empty when the bucket is in the path. */
    static Optional<String> suffix(String hostHeader) {
        String host = hostHeader.toLowerCase(Locale.ROOT).replaceFirst(":\\d*$", "");
        if (SERVICE_HOST.matcher(host).matches()) {
            return Optional.empty();
        }
        Matcher matcher = BUCKET_HOST.matcher(host);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
