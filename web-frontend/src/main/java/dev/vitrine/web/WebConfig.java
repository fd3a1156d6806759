package dev.vitrine.web;

import dev.vitrine.web.access.JobsVisible;
import dev.vitrine.web.access.OidcConfig;
import dev.vitrine.web.access.People;
import dev.vitrine.web.access.Role;
import dev.vitrine.web.webhook.WebhookConfig;
import java.net.URI;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a frontend is told by its environment.
 *
 * @param host address to listen at: {@code HOST}, else all
 * @param port {@code PORT}, else 8080; 0 for any free one
 * @param people who may sign in: {@code PASSWORD} of at least 6 characters, {@code PASSWORD_ROLE}, {@code USERS}
 * @param oidc the load balancer's word, if it is to be believed: {@code OIDC_SIGNER}, {@code OIDC_KEYS_URL},
 *     {@code OIDC_NAME_CLAIM}, {@code OIDC_ROLE}
 * @param sessionKeys {@code SESSION_KEY}: 32 bytes each, separated by commas; the first signs, all verify; the same in
 *     all frontends behind one address
 * @param maxUploadBytes {@code MAX_UPLOAD_MB}, else 250 MB
 * @param jobsVisible {@code JOBS_VISIBLE}: to all, or to viewers only their own
 * @param rateLimit {@code RATE_LIMIT}: requests per minute and person, else 60,000; 0 for no limit
 * @param webhooks {@code WEBHOOK_HOSTS}, {@code WEBHOOK_SECRET}, {@code WEBHOOK_PRIVATE}
 */
public record WebConfig(
        String host,
        int port,
        People people,
        Optional<OidcConfig> oidc,
        List<byte[]> sessionKeys,
        long maxUploadBytes,
        JobsVisible jobsVisible,
        int rateLimit,
        WebhookConfig webhooks) {
    private static final int KEY_BYTES = 32;
    private static final int SHORTEST_PASSWORD = 6;
    private static final String GUEST = " (guest)";

    /**
     * Reads the environment.
     *
     * @throws ConfigException that names the variable at fault
     */
    public static WebConfig of(Map<String, String> env) {
        EnvReader settings = new EnvReader(env);
        return new WebConfig(
                settings.value("HOST", "0.0.0.0"),
                settings.number("PORT", 8080, 0, 65_535),
                people(settings, env.getOrDefault("PASSWORD", "")),
                oidc(settings),
                keys(settings.value("SESSION_KEY")),
                (long) settings.number("MAX_UPLOAD_MB", 250, 1, 10_000) << 20,
                settings.choice("JOBS_VISIBLE", JobsVisible.ALL),
                settings.number("RATE_LIMIT", 60_000, 0, 100_000_000),
                webhooks(settings));
    }

    private static People people(EnvReader settings, String password) {
        String users = settings.value("USERS");
        boolean balanced = !settings.value("OIDC_SIGNER").isEmpty();
        boolean others = !users.isEmpty() || balanced;
        if (password.isEmpty() ? !others : password.length() < SHORTEST_PASSWORD) {
            throw new ConfigException("PASSWORD is not set or has less than 6 characters; set the password that"
                    + " stakeholders sign in with.");
        }
        try {
            return new People(
                    users,
                    password,
                    settings.choice("PASSWORD_ROLE", others ? Role.VIEWER : Role.OWNER),
                    balanced ? GUEST : "");
        } catch (IllegalArgumentException e) {
            throw new ConfigException("USERS cannot be used: " + e.getMessage() + ".");
        }
    }

    private static Optional<OidcConfig> oidc(EnvReader settings) {
        String signer = settings.value("OIDC_SIGNER");
        if (signer.isEmpty()) {
            for (String name : List.of("OIDC_KEYS_URL", "OIDC_NAME_CLAIM", "OIDC_ROLE")) {
                if (!settings.value(name).isEmpty()) {
                    throw new ConfigException(name + " is set, but OIDC_SIGNER is not; set it to the ARN of the load"
                            + " balancer that signs people in, or leave " + name + " out.");
                }
            }
            return Optional.empty();
        }
        String[] arn = signer.split(":", -1);
        String region = arn.length > 3 ? arn[3] : "";
        try {
            return Optional.of(new OidcConfig(
                    signer,
                    URI.create(settings.value(
                            "OIDC_KEYS_URL", "https://public-keys.auth.elb." + region + ".amazonaws.com")),
                    settings.value("OIDC_NAME_CLAIM", "email"),
                    settings.choice("OIDC_ROLE", Role.VIEWER)));
        } catch (IllegalArgumentException e) {
            throw new ConfigException("OIDC_SIGNER or OIDC_KEYS_URL cannot be used: " + e.getMessage() + ".");
        }
    }

    private static List<byte[]> keys(String text) {
        List<byte[]> keys = new ArrayList<>();
        try {
            for (String hex : text.split(",", -1)) {
                keys.add(HexFormat.of().parseHex(hex.strip()));
            }
            if (keys.stream().allMatch(key -> key.length == KEY_BYTES)) {
                return List.copyOf(keys);
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw new ConfigException("SESSION_KEY is not set to 64 hexadecimal digits; make one with"
                + " 'openssl rand -hex 32' and give the same to all frontends. To change it, put the new one first, with"
                + " a comma before the old one.");
    }

    private static WebhookConfig webhooks(EnvReader settings) {
        try {
            return WebhookConfig.of(
                    settings.value("WEBHOOK_HOSTS"),
                    settings.value("WEBHOOK_SECRET"),
                    settings.value("WEBHOOK_PRIVATE").equals("allow"));
        } catch (IllegalArgumentException e) {
            throw new ConfigException(e.getMessage() + ".");
        }
    }

    @Override
    public String toString() {
        return "WebConfig[" + host + ":" + port + "]";
    }
}
