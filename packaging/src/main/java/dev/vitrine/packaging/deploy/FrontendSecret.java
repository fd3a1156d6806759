package dev.vitrine.packaging.deploy;

import java.util.Map;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** What stakeholders sign in with: made by the stack, kept by Secrets Manager, and set by {@code PASSWORD} if at all. */
record Password(SecretsManagerClient secrets) {
    static final String SECRET = "vitrine/password";

    private static final int SHORTEST = 6;

    /** Sets it, unless it is that already. */
    void set(String password) {
        if (password.length() < SHORTEST) {
            throw new DeployException("PASSWORD has less than " + SHORTEST
                    + " characters; set it to a longer one, or leave it out to keep the one there is.");
        }
        String now = secrets.getSecretValue(request -> request.secretId(SECRET)).secretString();
        if (!password.equals(now)) {
            secrets.putSecretValue(request -> request.secretId(SECRET).secretString(password));
        }
    }

    /** What tells one password from the next without telling it; the frontend is deployed again when it changes. */
    String version() {
        return secrets.describeSecret(request -> request.secretId(SECRET)).versionIdsToStages().entrySet().stream()
                .filter(version -> version.getValue().contains("AWSCURRENT"))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }
}
