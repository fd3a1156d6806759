package dev.vitrine.localcloud.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The form fields of the query protocol as a tree, and back: {@code Tags.member.1.Key} is a member of a list's element. */
public final class QueryForm {
    private QueryForm() {}

    /** The tree of a form. A level whose names are all numbers is an array; all values are text. */
    public static ObjectNode tree(Map<String, String> form) {
        Map<String, Object> root = new LinkedHashMap<>();
        form.forEach((name, value) -> insert(root, name.split("\\.", -1), value));
        ObjectNode tree = Json.object();
        root.forEach((name, value) -> tree.set(name, node(value)));
        return tree;
    }

    /** The form fields of a tree. */
    public static Map<String, String> fields(ObjectNode tree, QueryDialect dialect) {
        Map<String, String> form = new LinkedHashMap<>();
        tree.properties().forEach(member -> flatten(form, member.getKey(), member.getValue(), dialect));
        return form;
    }

    @SuppressWarnings("unchecked") // Maps are made here alone.
    private static void insert(Map<String, Object> level, String[] path, String value) {
        Map<String, Object> at = level;
        for (int i = 0; i < path.length - 1; i++) {
            Object next = at.get(path[i]);
            if (!(next instanceof Map)) {
                next = new LinkedHashMap<String, Object>();
                at.put(path[i], next);
            }
            at = (Map<String, Object>) next;
        }
        at.put(path[path.length - 1], value);
    }

    private static JsonNode node(Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return JsonNodeFactory.instance.textNode((String) value);
        }
        if (map.size() == 1 && map.get("member") instanceof Map<?, ?> list) {
            return node(list);
        }
        if (!map.isEmpty() && map.keySet().stream().allMatch(key -> ((String) key).matches("\\d{1,6}"))) {
            TreeMap<Integer, JsonNode> ordered = new TreeMap<>();
            map.forEach((key, element) -> ordered.put(Integer.valueOf((String) key), node(element)));
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            ordered.values().forEach(array::add);
            return array;
        }
        ObjectNode object = Json.object();
        map.forEach((key, element) -> object.set((String) key, node(element)));
        return object;
    }

    private static void flatten(Map<String, String> form, String name, JsonNode value, QueryDialect dialect) {
        switch (value.getNodeType()) {
            case OBJECT ->
                value.properties()
                        .forEach(member -> flatten(form, name + "." + member.getKey(), member.getValue(), dialect));
            case ARRAY -> {
                String infix = dialect == QueryDialect.EC2 ? "." : ".member.";
                for (int i = 0; i < value.size(); i++) {
                    flatten(form, name + infix + (i + 1), value.get(i), dialect);
                }
            }
            case NULL, MISSING -> {}
            default -> form.put(name, value.asText());
        }
    }
}
