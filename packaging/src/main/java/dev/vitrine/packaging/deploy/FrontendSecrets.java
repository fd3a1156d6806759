package dev.vitrine.packaging.deploy;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/**
 * What only the frontend may know, kept by Secrets Manager and in no template: password and session key, which the shared
 * stack makes, and users and the webhooks' key, which are made when they are set.
 */
record FrontendSecrets(SecretsManagerClient client, Settings settings) {
    private static final String WEBHOOK_HOSTS = "WEBHOOK_HOSTS";
    private static final int KEY_BYTES = 32;

    /** Refuses settings with which the frontend could not start, before anything is changed. */
    void require() {
        for (FrontendSecret secret : FrontendSecret.values()) {
            given(secret).ifPresent(secret::require);
        }
    }

    /** Sets those that are given, unless they are that already; tells the names of the changed ones. */
    Stream<String> set() {
        return Stream.of(FrontendSecret.values())
                .filter(secret -> value(secret).map(value -> set(secret, value)).orElse(false))
                .map(FrontendSecret::secretName);
    }

    /** Would be changed by {@link #set}. */
    Stream<String> toBeSet() {
        return Stream.of(FrontendSecret.values())
                .filter(secret ->
                        value(secret).map(value -> isOther(secret, value)).orElse(false))
                .map(FrontendSecret::secretName);
    }

    /** Where the secrets are that the stack does not make, and what tells their values from the next ones. */
    Map<String, String> parameters() {
        Map<String, String> parameters = new HashMap<>();
        for (FrontendSecret secret : FrontendSecret.optional()) {
            String parameter = secret.parameter().orElseThrow();
            if (isTakenOut(secret)) {
                parameters.put(parameter, "");
            } else if (value(secret).isPresent()) {
                parameters.put(
                        parameter,
                        describe(secret).map(DescribeSecretResponse::arn).orElse(secret.secretName()));
            }
        }
        parameters.put("FrontendRevision", revision());
        return parameters;
    }

    /** The frontend is deployed again when this changes. */
    private String revision() {
        return Stream.of(FrontendSecret.values())
                .filter(secret -> !isTakenOut(secret))
                .flatMap(secret -> describe(secret).stream())
                .flatMap(secret -> secret.versionIdsToStages().entrySet().stream())
                .filter(version -> version.getValue().contains("AWSCURRENT"))
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(","));
    }

    /** Deletes those that are taken out, or all that no stack deletes. */
    void delete(boolean all) {
        for (FrontendSecret secret : FrontendSecret.optional()) {
            if ((all || isTakenOut(secret)) && describe(secret).isPresent()) {
                client.deleteSecret(
                        request -> request.secretId(secret.secretName()).forceDeleteWithoutRecovery(true));
            }
        }
    }

    private Optional<String> given(FrontendSecret secret) {
        return isTakenOut(secret) ? Optional.empty() : settings.value(secret.name());
    }

    private boolean isTakenOut(FrontendSecret secret) {
        return secret.parameter().isPresent()
                && settings.value(secret.name()).filter(Settings.NONE::equals).isPresent();
    }

    /** The key of webhooks is made when hosts are allowed for the first time and it is not given. */
    private Optional<String> value(FrontendSecret secret) {
        boolean wanted = secret == FrontendSecret.WEBHOOK_SECRET
                && settings.value(WEBHOOK_HOSTS)
                        .filter(hosts -> !hosts.equals(Settings.NONE))
                        .isPresent();
        return given(secret).or(() -> wanted ? current(secret).or(() -> Optional.of(webhookKey())) : Optional.empty());
    }

    private boolean set(FrontendSecret secret, String value) {
        if (!isOther(secret, value)) {
            return false;
        }
        if (describe(secret).isPresent()) {
            client.putSecretValue(
                    request -> request.secretId(secret.secretName()).secretString(value));
        } else {
            client.createSecret(request -> request.name(secret.secretName())
                    .description("What the frontend of Vitrine is told as " + secret.name() + ".")
                    .secretString(value));
        }
        return true;
    }

    private boolean isOther(FrontendSecret secret, String value) {
        return !current(secret).equals(Optional.of(value));
    }

    private Optional<String> current(FrontendSecret secret) {
        try {
            return Optional.of(client.getSecretValue(request -> request.secretId(secret.secretName()))
                    .secretString());
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        }
    }

    private Optional<DescribeSecretResponse> describe(FrontendSecret secret) {
        try {
            return Optional.of(client.describeSecret(request -> request.secretId(secret.secretName())));
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        }
    }

    private static String webhookKey() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return "whsec_" + Base64.getEncoder().encodeToString(key);
    }
}
