package dev.vitrine.web.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.common.prototype.Field;
import dev.vitrine.common.prototype.FieldType;
import dev.vitrine.common.prototype.Schema;
import dev.vitrine.web.Json;
import java.util.OptionalDouble;

/** Declared fields as JSON Schema (2020-12, which OpenAPI 3.1 uses). */
final class FieldSchemas {
    private FieldSchemas() {}

    /** An object with one member per input. */
    static ObjectNode inputs(Schema schema) {
        ObjectNode object = Json.object().put("type", "object");
        ArrayNode required = Json.MAPPER.createArrayNode();
        ObjectNode properties = Json.object();
        for (Field field : schema.fields()) {
            properties.set(field.name(), described(field, of(field.type())));
            if (field.required()) {
                required.add(field.name());
            }
        }
        if (!required.isEmpty()) {
            object.set("required", required);
        }
        object.set("properties", properties);
        return object.put("additionalProperties", false);
    }

    /** One row's prediction: outputs by name, or the error of the row. */
    static ObjectNode prediction(Schema outputs) {
        ObjectNode object = Json.object().put("type", "object");
        object.putArray("required").add("id");
        ObjectNode properties = object.putObject("properties");
        properties.putObject("id").put("type", "string").put("description", "Id of this prediction");
        for (Field field : outputs.fields()) {
            properties.set(field.name(), described(field, of(field.type())));
        }
        properties.putObject("error").put("$ref", "#/components/schemas/RowError");
        return object;
    }

    private static ObjectNode described(Field field, ObjectNode schema) {
        String help = field.help().orElse("")
                + field.unit().map(unit -> " (" + unit + ")").orElse("");
        if (!help.isBlank()) {
            schema.put("description", help.strip());
        }
        return schema;
    }

    private static ObjectNode of(FieldType type) {
        ObjectNode schema = Json.object();
        switch (type) {
            case FieldType.Real real -> range(schema.put("type", "number"), real.min(), real.max());
            case FieldType.Whole whole -> {
                schema.put("type", "integer").put("format", "int64");
                whole.min().ifPresent(min -> schema.put("minimum", min));
                whole.max().ifPresent(max -> schema.put("maximum", max));
            }
            case FieldType.Category category -> {
                ArrayNode values = schema.put("type", "string").putArray("enum");
                category.values().forEach(values::add);
            }
            case FieldType.Text text -> schema.put("type", "string").put("maxLength", text.maxLength());
            case FieldType.Bool ignored -> schema.put("type", "boolean");
            case FieldType.Date ignored -> schema.put("type", "string").put("format", "date");
            case FieldType.Image image ->
                schema.put("type", "string")
                        .put("contentEncoding", "base64")
                        .put("maxLength", (image.maxBytes() + 2L) / 3 * 4);
            case FieldType.Vector vector -> {
                schema.put("type", "array").put("minItems", vector.length()).put("maxItems", vector.length());
                range(schema.putObject("items").put("type", "number"), vector.min(), vector.max());
            }
        }
        return schema;
    }

    private static void range(ObjectNode schema, OptionalDouble min, OptionalDouble max) {
        min.ifPresent(value -> schema.put("minimum", value));
        max.ifPresent(value -> schema.put("maximum", value));
    }
}
