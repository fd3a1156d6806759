package dev.vitrine.localcloud.cloudformation.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The properties and attributes of a resource type. A property's declaration is its type, such as
 * {@code List<Tag>}, with {@code !} where it is required and {@code replaces} where a change needs a new resource.
 */
public final class TypeSchema {
    private static final JsonNode TYPES = load();
    private static final String REPLACES = " replaces";

    private final String type;
    private final JsonNode schema;

    private TypeSchema(String type, JsonNode schema) {
        this.type = type;
        this.schema = schema;
    }

    private static JsonNode load() {
        try (InputStream in =
                Objects.requireNonNull(TypeSchema.class.getResourceAsStream("types.json"), "types.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Empty for a type that this cloud does not have. */
    public static Optional<TypeSchema> find(String type) {
        return Optional.ofNullable(TYPES.get(type)).map(schema -> new TypeSchema(type, schema));
    }

    static TypeSchema of(String type) {
        return find(type).orElseThrow(() -> new IllegalArgumentException(type));
    }

    Set<String> attributes() {
        Set<String> names = new HashSet<>();
        schema.path("attributes").forEach(name -> names.add(name.asText()));
        return names;
    }

    /** True if resources of the type have tags as a list of keys and values. */
    public boolean isTaggable() {
        return schema.path("properties").path("Tags").asText().startsWith("List<");
    }

    /** True if a change of the property needs a new resource. */
    public boolean replaces(String property) {
        return schema.path("properties").path(property).asText().endsWith(REPLACES);
    }

    /**
     * The properties with each value of the declared kind: {@code "3"} becomes 3 where a number is declared.
     *
     * @throws TemplateException naming the property that is unknown, missing or of another kind
     */
    public ObjectNode conform(JsonNode properties) {
        return object(schema.path("properties"), properties, "#");
    }

    private ObjectNode object(JsonNode declared, JsonNode value, String at) {
        if (!value.isObject()) {
            throw new TemplateException(at + ": expected type: JSONObject, found: " + kind(value));
        }
        ObjectNode result = Json.object();
        value.properties().forEach(member -> {
            JsonNode declaration = declared.get(member.getKey());
            if (declaration == null) {
                throw new TemplateException(at + ": extraneous key [" + member.getKey() + "] is not permitted");
            }
            if (!member.getValue().isNull()) {
                result.set(
                        member.getKey(),
                        value(bare(declaration.asText()), member.getValue(), at + "/" + member.getKey()));
            }
        });
        declared.properties().forEach(member -> {
            if (member.getValue().asText().contains("!") && !result.has(member.getKey())) {
                throw new TemplateException(at + ": required key [" + member.getKey() + "] not found");
            }
        });
        return result;
    }

    private static String bare(String declaration) {
        return declaration.replace(REPLACES, "").replace("!", "");
    }

    private JsonNode value(String kind, JsonNode value, String at) {
        if (kind.startsWith("List<")) {
            return list(kind.substring(5, kind.length() - 1), value, at);
        }
        if (kind.startsWith("Map<")) {
            ObjectNode result = Json.object();
            String of = kind.substring(4, kind.length() - 1);
            value.properties()
                    .forEach(member ->
                            result.set(member.getKey(), value(of, member.getValue(), at + "/" + member.getKey())));
            return result;
        }
        return switch (kind) {
            case "String", "Timestamp" -> {
                require(value.isValueNode(), value, "String", at);
                yield JsonNodeFactory.instance.textNode(value.asText());
            }
            case "Integer", "Long", "Double" -> number(kind, value, at);
            case "Boolean" -> {
                require(value.asText().matches("true|false"), value, "Boolean", at);
                yield BooleanNode.valueOf(value.asText().equals("true"));
            }
            case "Json" -> value;
            default -> {
                JsonNode nested = schema.path("types").path(kind);
                yield nested.isTextual() ? value(nested.asText(), value, at) : object(nested, value, at);
            }
        };
    }

    private ArrayNode list(String kind, JsonNode value, String at) {
        require(value.isArray(), value, "JSONArray", at);
        ArrayNode result = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < value.size(); i++) {
            result.add(value(kind, value.get(i), at + "/" + i));
        }
        return result;
    }

    private static JsonNode number(String kind, JsonNode value, String at) {
        boolean isNumber = value.asText().matches("-?\\d{1,18}(\\.\\d+)?");
        require(isNumber && (kind.equals("Double") || !value.asText().contains(".")), value, kind, at);
        return kind.equals("Double")
                ? JsonNodeFactory.instance.numberNode(Double.parseDouble(value.asText()))
                : TemplateText.whole(value.asText());
    }

    private static void require(boolean holds, JsonNode value, String kind, String at) {
        if (!holds) {
            throw new TemplateException(at + ": expected type: " + kind + ", found: " + kind(value));
        }
    }

    private static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "JSONObject";
            case ARRAY -> "JSONArray";
            default -> "String";
        };
    }

    @Override
    public String toString() {
        return type;
    }
}
