package dev.vitrine.localcloud.secret;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the requests to Secrets Manager say. */
final class SecretInput {
    private static final int MAX_VALUE_BYTES = 65_536;

    private SecretInput() {}

    static @Nullable String text(ObjectNode input, String member) {
        return input.hasNonNull(member) ? input.path(member).asText() : null;
    }

    static String id(ObjectNode input) {
        return Json.text(input, "SecretId")
                .orElseThrow(() -> SecretErrors.parameter("You must provide a value for the SecretId parameter."));
    }

    static String versionId(ObjectNode input) {
        String token = text(input, "ClientRequestToken");
        return token == null ? SecretStore.newVersionId() : token;
    }

    /** The value that is given, for these stages; none when the request has none. */
    static Optional<Secret.Version> value(ObjectNode input, List<String> stages, long now) {
        String text = text(input, "SecretString");
        String binary = text(input, "SecretBinary");
        if (text != null && binary != null) {
            throw SecretErrors.parameter("You can't specify both a binary secret value and a string secret value.");
        }
        String value = text == null ? binary : text;
        if (value == null) {
            return Optional.empty();
        }
        if (value.getBytes(StandardCharsets.UTF_8).length > MAX_VALUE_BYTES) {
            throw SecretErrors.parameter("The secret value is longer than 65536 bytes.");
        }
        return Optional.of(new Secret.Version(text, binary, now, stages));
    }
}
