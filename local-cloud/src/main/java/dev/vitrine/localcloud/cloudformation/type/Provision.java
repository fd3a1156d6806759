package dev.vitrine.localcloud.cloudformation.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.Calls;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One resource of a stack while it is worked on.
 *
 * @param generatedName the name for a resource that is given none; the same at each attempt
 * @param properties as declared, evaluated and conforming to the type's schema
 * @param physicalId null before the resource is made
 */
public record Provision(
        Calls calls,
        String logicalId,
        String generatedName,
        ObjectNode properties,
        @Nullable String physicalId) {
    /** The account of everything in the local cloud. */
    public static final String ACCOUNT = "000000000000";

    public static final String REGION = "us-east-1";

    /** The physical id of a resource that is made. */
    public String id() {
        if (physicalId == null) {
            throw new IllegalStateException(logicalId + " is not made yet.");
        }
        return physicalId;
    }

    JsonNode get(String property) {
        return properties.path(property);
    }

    boolean has(String property) {
        return properties.has(property);
    }

    Optional<String> text(String property) {
        return Optional.ofNullable(properties.path(property).textValue());
    }

    /** The name that a property gives; the generated one, cut to length, where it does not. */
    String nameBy(String property, int maxLength) {
        return text(property).orElseGet(() -> shortened(maxLength));
    }

    private String shortened(int maxLength) {
        if (generatedName.length() <= maxLength) {
            return generatedName;
        }
        int suffix = generatedName.lastIndexOf('-');
        String ending = generatedName.substring(suffix);
        return generatedName.substring(0, maxLength - ending.length()) + ending;
    }

    String lowerCaseNameBy(String property, int maxLength) {
        return text(property).orElseGet(() -> shortened(maxLength).toLowerCase(Locale.ROOT));
    }

    /** This resource once it has its physical id. */
    public Provision madeAs(String id) {
        return new Provision(calls, logicalId, generatedName, properties, id);
    }

    static String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + REGION + ":" + ACCOUNT + ":" + resource;
    }
}
