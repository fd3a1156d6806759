package dev.vitrine.packaging.deploy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A secret that the frontend reads at its start. A person sets it by the variable of its name, if at all. */
enum FrontendSecret {
    PASSWORD("vitrine/password", "", "(?s).{6,}", "has less than 6 characters; set a longer one"),
    SESSION_KEY(
            "vitrine/session-key",
            "",
            "[0-9a-fA-F]{64}(\\s*,\\s*[0-9a-fA-F]{64})*",
            "must be 64 hexadecimal digits ('openssl rand -hex 32'), and may have the old ones behind commas"),
    USERS(
            "vitrine/users",
            "UsersSecretArn",
            "[\\s;]*" + User.ENTRY + "([\\s;]*[;\\n][\\s;]*" + User.ENTRY + ")*[\\s;]*",
            "must be name:role:hash for each user, one per line or with semicolons between; a role is viewer, reviewer or"
                    + " owner, and a hash is oidc or begins with $argon2id$ (docs/people.md)"),
    WEBHOOK_SECRET(
            "vitrine/webhook-secret",
            "WebhookSecretArn",
            "whsec_[A-Za-z0-9+/]{32,}={0,2}",
            "must be whsec_ and at least 24 bytes in base64 ('echo whsec_$(openssl rand -base64 32)')"),
    /** Read by the load balancer rather than by the frontend. */
    OIDC_CLIENT_SECRET(
            "vitrine/oidc-client-secret",
            "OidcClientSecretArn",
            "\\S{8,2000}",
            "has less than 8 characters, or blanks");

    private final String secretName;
    private final String parameter;
    private final Pattern shape;
    private final String demand;

    private static final class User {
        static final String ENTRY = "[^:;\\n]+:\\s*(?i:viewer|reviewer|owner)\\s*:\\s*(oidc|\\$argon2id\\$[^\\s;]+)";
    }

    /**
     * @param parameter that tells the template where it is; empty for a secret that the template makes
     * @param shape as a regular expression
     * @param demand what is said of a value of another shape
     */
    FrontendSecret(String secretName, String parameter, String shape, String demand) {
        this.secretName = secretName;
        this.parameter = parameter;
        this.shape = Pattern.compile(shape);
        this.demand = demand;
    }

    /** In Secrets Manager. */
    String secretName() {
        return secretName;
    }

    /** The parameter by which the template is told of it; empty where the template makes the secret itself. */
    Optional<String> parameter() {
        return Optional.of(parameter).filter(name -> !name.isEmpty());
    }

    /**
     * Refuses a value that the frontend could not start with.
     *
     * @throws DeployException that names the variable and the remedy, never the value
     */
    void require(String value) {
        if (!shape.matcher(value.strip()).matches()) {
            throw new DeployException(name() + " " + demand + ", or leave it out to keep what there is.");
        }
    }

    static List<FrontendSecret> optional() {
        return Arrays.stream(values())
                .filter(secret -> secret.parameter().isPresent())
                .toList();
    }
}
