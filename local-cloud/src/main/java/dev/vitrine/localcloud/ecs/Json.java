package dev.vitrine.localcloud.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reading and writing the JSON of ECS. */
final class Json {
    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode strings(List<String> values) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        values.forEach(array::add);
        return array;
    }

    static List<String> strings(JsonNode array) {
        List<String> values = new ArrayList<>();
        array.forEach(value -> values.add(value.asText()));
        return values;
    }

    static Optional<String> text(JsonNode node, String member) {
        return Optional.ofNullable(node.path(member).textValue()).filter(text -> !text.isEmpty());
    }

    /** The map that a list of {@code name}/{@code value} or {@code key}/{@code value} pairs is. */
    static Map<String, String> pairs(JsonNode array, String key) {
        Map<String, String> map = new LinkedHashMap<>();
        array.forEach(
                pair -> map.put(pair.path(key).asText(), pair.path("value").asText()));
        return map;
    }

    static ArrayNode pairs(Map<String, String> map, String key) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        map.forEach((name, value) -> array.addObject().put(key, name).put("value", value));
        return array;
    }

    /** Seconds since 1970, as the protocol writes times; left out when null. */
    static void time(ObjectNode node, String member, @Nullable Long millis) {
        if (millis != null) {
            node.put(member, millis / 1000.0);
        }
    }
}
