package dev.vitrine.localcloud.secret;

import dev.vitrine.localcloud.http.AwsException;
import dev.vitrine.localcloud.state.JsonTable;
import dev.vitrine.localcloud.state.StateFile;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** The secrets, by name or ARN. Those whose time to be restored is over are gone. */
final class SecretStore {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9/_+=.@!-]{1,512}");
    private static final String SUFFIX_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int SUFFIX = 6;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final JsonTable<Secret> table;
    private final String arnPrefix;
    private final Clock clock;

    /** @param arnPrefix such as {@code arn:aws:secretsmanager:us-east-1:000000000000:secret:} */
    SecretStore(StateFile state, String arnPrefix, Clock clock) {
        this.table = state.table("secrets", Secret.class);
        this.arnPrefix = arnPrefix;
        this.clock = clock;
    }

    synchronized List<Secret> all() {
        table.values().stream()
                .filter(secret -> secret.deleteAfter() != null && secret.deleteAfter() <= clock.millis())
                .forEach(secret -> table.remove(secret.name()));
        return table.values();
    }

    /** The secret of a name, an ARN, or an ARN without its last seven characters; also one marked for deletion. */
    Optional<Secret> find(String id) {
        String name = id.startsWith(arnPrefix) ? id.substring(arnPrefix.length()) : id;
        return all().stream()
                .filter(secret -> secret.arn().equals(id) || secret.name().equals(name))
                .findFirst();
    }

    /** A secret in use. */
    Secret require(String id) {
        Secret secret = find(id).orElseThrow(SecretErrors::notFound);
        if (secret.deletedAt() != null) {
            throw SecretErrors.request(
                    "You can't perform this operation on the secret because it was marked for deletion.");
        }
        return secret;
    }

    synchronized Secret add(String name, UnaryOperator<Secret> fill) {
        if (!NAME.matcher(name).matches()) {
            throw AwsException.badRequest(
                    "ValidationException",
                    "Invalid name. Must be a valid name containing alphanumeric"
                            + " characters, or any of the following: -/_+=.@!");
        }
        Optional<Secret> there = find(name);
        if (there.isPresent()) {
            throw there.get().deletedAt() == null
                    ? SecretErrors.exists(name)
                    : SecretErrors.request("You can't create this secret because a secret with this name is already"
                            + " scheduled for deletion.");
        }
        long now = clock.millis();
        Secret made = fill.apply(new Secret(
                name,
                arnPrefix + name + "-" + suffix(),
                null,
                null,
                java.util.Map.of(),
                now,
                now,
                null,
                null,
                java.util.Map.of()));
        table.put(name, made);
        return made;
    }

    synchronized Secret change(String id, UnaryOperator<Secret> change) {
        Secret changed = change.apply(find(id).orElseThrow(SecretErrors::notFound));
        table.put(changed.name(), changed);
        return changed;
    }

    synchronized void remove(Secret secret) {
        table.remove(secret.name());
    }

    static String newVersionId() {
        return UUID.randomUUID().toString();
    }

    private static String suffix() {
        StringBuilder suffix = new StringBuilder();
        for (int i = 0; i < SUFFIX; i++) {
            suffix.append(SUFFIX_CHARACTERS.charAt(RANDOM.nextInt(SUFFIX_CHARACTERS.length())));
        }
        return suffix.toString();
    }
}
