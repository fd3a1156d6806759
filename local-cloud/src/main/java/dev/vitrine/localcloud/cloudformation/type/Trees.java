package dev.vitrine.localcloud.cloudformation.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Turns properties into the input of operations. */
final class Trees {
    /** Members whose own members are free names, not to be changed. */
    private static final Set<String> MAPS = Set.of("DockerLabels", "Options", "Labels", "DriverOpts", "Variables");

    private Trees() {}

    static ArrayNode array(JsonNode... items) {
        return JsonNodeFactory.instance.arrayNode().addAll(Arrays.asList(items));
    }

    static ArrayNode texts(List<String> texts) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        texts.forEach(array::add);
        return array;
    }

    /** The named members, in that order, where they are there. */
    static ObjectNode only(JsonNode node, String... names) {
        ObjectNode result = Json.object();
        for (String name : names) {
            if (node.has(name)) {
                result.set(name, node.get(name));
            }
        }
        return result;
    }

    static ObjectNode without(ObjectNode node, String... names) {
        return node.deepCopy().remove(Arrays.asList(names));
    }

    /** With names as {@code taskRoleArn} where properties have {@code TaskRoleArn}, at every depth. */
    static JsonNode camel(JsonNode node) {
        if (node.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            node.forEach(item -> array.add(camel(item)));
            return array;
        }
        if (!node.isObject()) {
            return node;
        }
        ObjectNode result = Json.object();
        node.properties().forEach(member -> {
            JsonNode value = MAPS.contains(member.getKey()) ? member.getValue() : camel(member.getValue());
            result.set(camel(member.getKey()), value);
        });
        return result;
    }

    private static String camel(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    static ObjectNode camelObject(ObjectNode node) {
        return (ObjectNode) camel(node);
    }

    /** A list of {@code Key} and {@code Value} as an object. */
    static ObjectNode tagMap(JsonNode tags) {
        ObjectNode map = Json.object();
        tags.forEach(tag -> map.put(tag.path("Key").asText(), tag.path("Value").asText()));
        return map;
    }

    /** The keys of tags that are in the first list alone. */
    static ArrayNode removedKeys(JsonNode before, JsonNode after) {
        ObjectNode kept = tagMap(after);
        ArrayNode keys = JsonNodeFactory.instance.arrayNode();
        tagMap(before).fieldNames().forEachRemaining(key -> {
            if (!kept.has(key)) {
                keys.add(key);
            }
        });
        return keys;
    }
}
