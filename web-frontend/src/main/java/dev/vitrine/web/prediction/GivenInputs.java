package dev.vitrine.web.prediction;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.vitrine.common.prediction.PredictionCall;
import dev.vitrine.common.prototype.Field;
import dev.vitrine.common.prototype.FieldType;
import dev.vitrine.common.prototype.Schema;
import dev.vitrine.common.row.RowReader;
import dev.vitrine.web.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What one row of a call gave for each input, as a person would type it.
 *
 * @param values field name to text; blank when nothing was given
 */
public record GivenInputs(Map<String, String> values) {
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][-+]?\\d+)?");

    public GivenInputs {
        values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** The inputs of a row of the call, from 0, whether a vector came as one column or as many. */
    public static GivenInputs of(Schema inputs, PredictionCall call, int row) {
        Map<String, String> cells = new LinkedHashMap<>();
        for (int c = 0; c < call.columns().size(); c++) {
            cells.put(call.columns().get(c).strip(), call.rows().get(row).get(c));
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (Field field : inputs.fields()) {
            List<String> columns = cells.containsKey(field.name())
                    ? List.of(field.name())
                    : RowReader.columnsOf(new Schema(List.of(field)));
            List<String> given = new ArrayList<>();
            columns.forEach(column -> given.add(cells.getOrDefault(column, "")));
            values.put(field.name(), String.join(" ", given).strip());
        }
        return new GivenInputs(values);
    }

    /** The value of a field; blank when nothing was given. */
    public String value(Field field) {
        return values.getOrDefault(field.name(), "");
    }

    /** The body of a request that asks the same. */
    public ObjectNode body(Schema inputs) {
        ObjectNode body = Json.object();
        ObjectNode row = body.putArray("inputs").addObject();
        for (Field field : inputs.fields()) {
            String value = value(field).strip();
            if (!value.isEmpty()) {
                put(row, field, value);
            }
        }
        return body;
    }

    private static void put(ObjectNode row, Field field, String value) {
        switch (field.type()) {
            case FieldType.Real ignored -> number(row, field, value);
            case FieldType.Whole ignored -> number(row, field, value);
            case FieldType.Bool ignored -> {
                if (value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false")) {
                    row.put(field.name(), Boolean.parseBoolean(value));
                } else {
                    row.put(field.name(), value);
                }
            }
            case FieldType.Vector ignored -> {
                List<String> numbers = List.of(value.split("[;,\\s]+", -1));
                if (numbers.stream().allMatch(number -> NUMBER.matcher(number).matches())) {
                    ArrayNode array = row.putArray(field.name());
                    numbers.forEach(number -> array.addRawValue(new RawValue(number)));
                } else {
                    row.put(field.name(), value);
                }
            }
            case FieldType.Category ignored -> row.put(field.name(), value);
            case FieldType.Text ignored -> row.put(field.name(), value);
            case FieldType.Date ignored -> row.put(field.name(), value);
            case FieldType.Image ignored -> row.put(field.name(), value);
        }
    }

    private static void number(ObjectNode row, Field field, String value) {
        if (NUMBER.matcher(value).matches()) {
            row.putRawValue(field.name(), new RawValue(value));
        } else {
            row.put(field.name(), value);
        }
    }
}
