package dev.vitrine.localcloud.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reading the members of requests and writing those of answers, as most services of AWS spell them. */
public final class Json {
    private Json() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ArrayNode array(Collection<? extends JsonNode> elements) {
        return JsonNodeFactory.instance.arrayNode().addAll(elements);
    }

    public static ArrayNode strings(Collection<String> values) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        values.forEach(array::add);
        return array;
    }

    public static List<String> strings(JsonNode array) {
        List<String> values = new ArrayList<>();
        array.forEach(value -> values.add(value.asText()));
        return values;
    }

    /** A member that is a text and not empty. */
    public static Optional<String> text(JsonNode node, String member) {
        return Optional.ofNullable(node.path(member).textValue()).filter(text -> !text.isEmpty());
    }

    /** The map that a list of tags ({@code Key} and {@code Value}) is. */
    public static Map<String, String> tags(JsonNode list) {
        return pairs(list, "Key", "Value");
    }

    public static ArrayNode tags(Map<String, String> tags) {
        return pairs(tags, "Key", "Value");
    }

    /** The map that a list of pairs is. */
    public static Map<String, String> pairs(JsonNode list, String key, String value) {
        Map<String, String> map = new LinkedHashMap<>();
        list.forEach(pair -> map.put(pair.path(key).asText(), pair.path(value).asText()));
        return map;
    }

    public static ArrayNode pairs(Map<String, String> map, String key, String value) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        map.forEach((name, held) -> array.addObject().put(key, name).put(value, held));
        return array;
    }

    /** Seconds since 1970, as the protocols write times; left out when null. */
    public static void time(ObjectNode node, String member, @Nullable Long millis) {
        if (millis != null) {
            node.put(member, millis / 1000.0);
        }
    }
}
