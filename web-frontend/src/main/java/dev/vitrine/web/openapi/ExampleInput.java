package dev.vitrine.web.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.common.prototype.Field;
import dev.vitrine.common.prototype.FieldType;
import dev.vitrine.common.row.JsonCells;
import dev.vitrine.web.Json;
import dev.vitrine.web.catalog.FieldCheck;
import dev.vitrine.web.catalog.Served;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An input that can be sent as it is, made from the first example row or from the examples of the fields. */
final class ExampleInput {
    private ExampleInput() {}

    /** Empty when the prototype shows no example for some input that is required. */
    static Optional<ObjectNode> of(Served served) {
        List<Field> fields = served.prototype().inputs().fields();
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < fields.size(); i++) {
            String value = served.examples().isEmpty()
                    ? ""
                    : served.examples().getFirst().values().get(i);
            values.put(
                    fields.get(i).name(),
                    value.isBlank() ? fields.get(i).example().orElse("") : value);
        }
        if (!FieldCheck.problems(served.prototype().inputs(), values).isEmpty()) {
            return Optional.empty();
        }
        ObjectNode input = Json.object();
        for (Field field : fields) {
            String value = values.getOrDefault(field.name(), "").strip();
            if (!value.isEmpty()) {
                put(input, field, value);
            }
        }
        return Optional.of(input);
    }

    private static void put(ObjectNode input, Field field, String value) {
        try {
            switch (field.type()) {
                case FieldType.Real ignored -> input.put(field.name(), new BigDecimal(value));
                case FieldType.Vector ignored -> {
                    ArrayNode numbers = input.putArray(field.name());
                    for (String number : value.split("[;,\\s]+", -1)) {
                        numbers.add(new BigDecimal(number));
                    }
                }
                case FieldType.Whole ignored -> input.set(field.name(), JsonCells.json(field, value));
                case FieldType.Bool ignored -> input.set(field.name(), JsonCells.json(field, value));
                case FieldType.Category ignored -> input.put(field.name(), value);
                case FieldType.Text ignored -> input.put(field.name(), value);
                case FieldType.Date ignored -> input.put(field.name(), value);
                case FieldType.Image ignored -> input.put(field.name(), value);
            }
        } catch (NumberFormatException e) {
            input.put(field.name(), value);
        }
    }
}
