package dev.vitrine.localcloud.elb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reading the members of requests, which are all text in the query protocol, and writing those of answers. */
final class Fields {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9-]{0,30}[A-Za-z0-9])?");

    private Fields() {}

    static Optional<String> text(JsonNode node, String member) {
        return Optional.of(node.path(member).asText()).filter(text -> !text.isEmpty());
    }

    static String required(JsonNode node, String member) {
        return text(node, member).orElseThrow(() -> ElbErrors.required(member));
    }

    /** The name of a load balancer or a target group: up to 32 letters, digits and hyphens. */
    static String name(JsonNode node, String what) {
        String name = required(node, "Name");
        if (!NAME.matcher(name).matches()) {
            throw ElbErrors.invalid("The " + what + " name '" + name + "' must have at most 32 characters, which are"
                    + " letters, digits or hyphens, and must not begin or end with a hyphen");
        }
        return name;
    }

    static int number(JsonNode node, String member, int otherwise, int min, int max) {
        Optional<String> text = text(node, member);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text.get());
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw ElbErrors.invalid(member + " must be a number from " + min + " to " + max + ", not '" + text.get() + "'");
    }

    static ObjectNode answer(String member, JsonNode value) {
        ObjectNode node = Json.object();
        node.set(member, value);
        return node;
    }

    /** {@code changes} over {@code before}; a key that is no attribute of such a resource is an error. */
    static Map<String, String> merged(Map<String, String> before, Map<String, String> changes) {
        Map<String, String> merged = new LinkedHashMap<>(before);
        changes.forEach((key, value) -> {
            if (!before.containsKey(key)) {
                throw ElbErrors.invalid("Attribute key '" + key + "' is not recognized");
            }
            merged.put(key, value);
        });
        return merged;
    }
}
