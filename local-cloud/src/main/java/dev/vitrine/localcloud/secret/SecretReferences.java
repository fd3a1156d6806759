package dev.vitrine.localcloud.secret;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** References into Secrets Manager and the Parameter Store, resolved. */
public final class SecretReferences implements SecretValues {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** {@code arn:aws:secretsmanager:region:account:secret:name}, then json key, version stage and version id. */
    private static final int ARN_PARTS = 7;

    private final SecretsService secrets;
    private final UnaryOperator<String> parameters;

    /** @param parameters the decrypted value of a parameter, by name or ARN */
    public SecretReferences(SecretsService secrets, UnaryOperator<String> parameters) {
        this.secrets = secrets;
        this.parameters = parameters;
    }

    @Override
    public String value(String reference) {
        if (!reference.startsWith("arn:aws:secretsmanager:")) {
            return parameters.apply(reference);
        }
        String[] parts = reference.split(":", -1);
        String arn = String.join(":", java.util.Arrays.copyOf(parts, Math.min(ARN_PARTS, parts.length)));
        String text = secrets.text(arn, part(parts, ARN_PARTS + 2), part(parts, ARN_PARTS + 1));
        String key = part(parts, ARN_PARTS);
        return key == null ? text : member(text, key, arn);
    }

    private static @Nullable String part(String[] parts, int index) {
        return index < parts.length && !parts[index].isEmpty() ? parts[index] : null;
    }

    private static String member(String text, String key, String arn) {
        try {
            JsonNode value = JSON.readTree(text).path(key);
            if (!value.isMissingNode()) {
                return value.isValueNode() ? value.asText() : value.toString();
            }
        } catch (JsonProcessingException e) {
            // Said below; the text itself is a secret.
        }
        throw SecretErrors.request(
                "retrieved secret from Secrets Manager did not contain json key " + key + ": " + arn);
    }
}
