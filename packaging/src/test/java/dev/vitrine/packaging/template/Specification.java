package dev.vitrine.packaging.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** AWS's specification of resource types, as far as {@code make-schema} took it. */
final class Specification {
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final JsonNode TYPES = load();

    private final Map<String, JsonSchema> schemas = new HashMap<>();

    private static JsonNode load() {
        try (InputStream in = Objects.requireNonNull(
                Specification.class.getResourceAsStream("cloudformation.schema.json"), "cloudformation.schema.json")) {
            return new ObjectMapper().readTree(in).path("$defs");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is wrong with the resources; empty when nothing is. */
    List<String> problems(List<Resource> resources) {
        List<String> problems = new ArrayList<>();
        Map<String, String> types = resources.stream().collect(Collectors.toMap(Resource::id, Resource::type));
        for (Resource resource : resources) {
            JsonNode type = TYPES.path(resource.type());
            if (type.isMissingNode()) {
                problems.add(resource.id() + ": no specification of type " + resource.type());
                continue;
            }
            schemas.computeIfAbsent(resource.type(), _ -> schema(type))
                    .validate(resource.properties())
                    .forEach(message ->
                            problems.add(resource.id() + message.toString().replaceFirst("^\\$", "")));
            resource.attributes().stream()
                    .filter(attribute -> !hasAttribute(types, attribute))
                    .forEach(attribute -> problems.add(resource.id() + ": there is no attribute " + attribute));
        }
        return problems;
    }

    private static JsonSchema schema(JsonNode type) {
        ObjectNode bare = type.deepCopy();
        bare.remove("attributes");
        return SCHEMAS.getSchema(bare);
    }

    static boolean isTaggable(String type) {
        return TYPES.path(type).path("properties").has("Tags");
    }

    private static boolean hasAttribute(Map<String, String> types, String attribute) {
        String[] parts = attribute.split("\\.", 2);
        JsonNode known = TYPES.path(types.getOrDefault(parts[0], "")).path("attributes");
        return StreamSupport.stream(known.spliterator(), false)
                .anyMatch(name -> name.asText().equals(parts[1]));
    }
}
