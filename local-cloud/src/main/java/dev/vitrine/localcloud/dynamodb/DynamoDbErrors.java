package dev.vitrine.localcloud.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitrine.localcloud.dynamodb.value.Item;
import dev.vitrine.localcloud.dynamodb.value.ItemJson;
import dev.vitrine.localcloud.http.AwsException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** DynamoDB's errors, by the names that the SDKs know. */
public final class DynamoDbErrors {
    private DynamoDbErrors() {}

    public static AwsException validation(String message) {
        return AwsException.badRequest("ValidationException", message);
    }

    /** The validation error that begins with "One or more parameter values were invalid". */
    public static AwsException invalidParameter(String message) {
        return validation("One or more parameter values were invalid: " + message);
    }

    /** A member that breaks a constraint of the service's model. */
    public static AwsException constraint(String member, @Nullable Object value, String constraint) {
        return validation("1 validation error detected: Value " + (value == null ? "null" : "'" + value + "'") + " at '"
                + member + "' failed to satisfy constraint: " + constraint);
    }

    public static AwsException serialization(String message) {
        return AwsException.badRequest("SerializationException", message);
    }

    public static AwsException notFound(String message) {
        return AwsException.badRequest("ResourceNotFoundException", message);
    }

    public static AwsException limitExceeded(String message) {
        return AwsException.badRequest("LimitExceededException", message);
    }

    public static AwsException inUse(String message) {
        return AwsException.badRequest("ResourceInUseException", message);
    }

    /**
     * A condition that did not hold.
     *
     * @param item the item as it was, where the request asked for it
     */
    public static AwsException conditionFailed(@Nullable Item item) {
        Map<String, JsonNode> details =
                item == null || item.isEmpty() ? Map.of() : Map.of("Item", ItemJson.write(item));
        return new AwsException(400, "ConditionalCheckFailedException", "The conditional request failed", details);
    }
}
