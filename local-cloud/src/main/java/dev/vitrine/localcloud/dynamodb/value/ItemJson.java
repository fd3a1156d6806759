package dev.vitrine.localcloud.dynamodb.value;

import static dev.vitrine.localcloud.dynamodb.DynamoDbErrors.invalidParameter;
import static dev.vitrine.localcloud.dynamodb.DynamoDbErrors.serialization;
import static dev.vitrine.localcloud.dynamodb.DynamoDbErrors.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue.BinarySet;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue.BinaryValue;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue.BooleanValue;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue.ListValue;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue.MapValue;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue.NullValue;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue.NumberSet;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue.NumberValue;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue.StringSet;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue.StringValue;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Attribute values as JSON of the wire, both ways; reading checks all that can be checked of a value alone. */
public final class ItemJson {
    /** Lists and maps may stand in one another this deep. */
    private static final int MAX_DEPTH = 32;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ItemJson() {}

    /** Reads an item or a key. */
    public static Item readItem(JsonNode json) {
        return new Item(readMap(json, 0));
    }

    /** Reads one value such as {@code {"S": "text"}}. */
    public static AttributeValue read(JsonNode json) {
        return read(json, 0);
    }

    public static ObjectNode write(Item item) {
        return writeMap(item.attributes());
    }

    private static Map<String, AttributeValue> readMap(JsonNode json, int depth) {
        if (!json.isObject()) {
            throw serialization("Unexpected field type");
        }
        Map<String, AttributeValue> values = new LinkedHashMap<>();
        json.properties().forEach(entry -> values.put(entry.getKey(), read(entry.getValue(), depth)));
        return values;
    }

    private static AttributeValue read(JsonNode json, int depth) {
        if (!json.isObject()) {
            throw serialization("Unexpected value type in payload");
        }
        if (json.isEmpty()) {
            throw validation("Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
        }
        if (json.size() > 1) {
            throw validation("Supplied AttributeValue has more than one datatypes set, "
                    + "must contain exactly one of the supported datatypes");
        }
        if (depth > MAX_DEPTH) {
            throw validation("Nesting Levels have exceeded supported limits");
        }
        var entry = json.properties().iterator().next();
        JsonNode value = entry.getValue();
        return switch (entry.getKey()) {
            case "S" -> new StringValue(text(value));
            case "N" -> new NumberValue(Numbers.parse(text(value)));
            case "B" -> new BinaryValue(binary(value));
            case "BOOL" -> new BooleanValue(bool(value));
            case "NULL" -> readNull(value);
            case "SS" -> new StringSet(readSet(value, ItemJson::text, "An string set  may not be empty"));
            case "NS" ->
                new NumberSet(readSet(value, number -> Numbers.parse(text(number)), "An number set  may not be empty"));
            case "BS" -> new BinarySet(readSet(value, ItemJson::binary, "Binary sets should not be empty"));
            case "L" -> readList(value, depth);
            case "M" -> new MapValue(readMap(value, depth + 1));
            default ->
                throw validation(
                        "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
        };
    }

    private static AttributeValue readNull(JsonNode value) {
        if (!bool(value)) {
            throw invalidParameter("Null attribute value types must have the value of true");
        }
        return new NullValue();
    }

    private static AttributeValue readList(JsonNode json, int depth) {
        if (!json.isArray()) {
            throw serialization("Unexpected field type");
        }
        List<AttributeValue> values = new ArrayList<>(json.size());
        json.forEach(element -> values.add(read(element, depth + 1)));
        return new ListValue(values);
    }

    private static <T> Set<T> readSet(JsonNode json, Function<JsonNode, T> element, String whenEmpty) {
        if (!json.isArray()) {
            throw serialization("Unexpected field type");
        }
        if (json.isEmpty()) {
            throw invalidParameter(whenEmpty);
        }
        Set<T> values = new LinkedHashSet<>();
        for (JsonNode member : json) {
            if (!values.add(element.apply(member))) {
                List<String> all = new ArrayList<>();
                json.forEach(each -> all.add(each.asText()));
                throw invalidParameter("Input collection [" + String.join(", ", all) + "] contains duplicates.");
            }
        }
        return values;
    }

    private static String text(JsonNode json) {
        if (!json.isTextual()) {
            throw serialization(
                    json.isContainerNode()
                            ? "Start of structure or map found where not expected"
                            : kind(json) + " cannot be converted to String");
        }
        return json.textValue();
    }

    private static boolean bool(JsonNode json) {
        if (!json.isBoolean()) {
            throw serialization(kind(json) + " cannot be converted to Boolean");
        }
        return json.booleanValue();
    }

    private static Bytes binary(JsonNode json) {
        if (!json.isTextual()) {
            throw serialization("only base-64-encoded strings are convertible to bytes");
        }
        try {
            return Bytes.of(Base64.getDecoder().decode(json.textValue()));
        } catch (IllegalArgumentException e) {
            throw serialization("Invalid Base64 in a binary value: " + e.getMessage());
        }
    }

    private static String kind(JsonNode json) {
        return switch (json.getNodeType()) {
            case BOOLEAN -> json.booleanValue() ? "TRUE_VALUE" : "FALSE_VALUE";
            case NUMBER -> json.isIntegralNumber() ? "NUMBER_VALUE" : "DECIMAL_VALUE";
            case NULL -> "NULL_VALUE";
            case STRING -> "STRING_VALUE";
            case ARRAY, BINARY, MISSING, OBJECT, POJO -> "STRUCTURE_VALUE";
        };
    }

    private static ObjectNode writeMap(Map<String, AttributeValue> values) {
        ObjectNode json = JSON.objectNode();
        values.forEach((name, value) -> json.set(name, write(value)));
        return json;
    }

    public static JsonNode write(AttributeValue value) {
        ObjectNode json = JSON.objectNode();
        String type = value.type().name();
        switch (value) {
            case StringValue(var text) -> json.put(type, text);
            case NumberValue(var number) -> json.put(type, Numbers.print(number));
            case BinaryValue(var bytes) -> json.put(type, base64(bytes));
            case BooleanValue(var bool) -> json.put(type, bool);
            case NullValue ignored -> json.put(type, true);
            case StringSet(var texts) -> json.set(type, array(texts, text -> text));
            case NumberSet(var numbers) -> json.set(type, array(numbers, Numbers::print));
            case BinarySet(var many) -> json.set(type, array(many, ItemJson::base64));
            case ListValue(var values) -> {
                ArrayNode array = json.putArray(type);
                values.forEach(element -> array.add(write(element)));
            }
            case MapValue(var values) -> json.set(type, writeMap(values));
        }
        return json;
    }

    private static <T> ArrayNode array(Collection<T> values, Function<T, String> print) {
        ArrayNode array = JSON.arrayNode(values.size());
        values.forEach(value -> array.add(print.apply(value)));
        return array;
    }

    private static String base64(Bytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.toArray());
    }
}
