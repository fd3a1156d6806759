package dev.vitrine.common.row;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.vitrine.common.prototype.Field;
import dev.vitrine.common.prototype.FieldType;
import dev.vitrine.common.prototype.Schema;
import dev.vitrine.common.text.NearestName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** JSON values to the cells of a table and back, so that JSON and tables are read by the same {@link RowReader}. */
public final class JsonCells {
    private JsonCells() {}

    /**
     * The cells of one JSON object under {@link RowReader#columnsOf}. Absent members become blank cells, which the reader
     * then judges.
     *
     * @throws InvalidRowException on a member that is not declared, or an array or object where none may be
     */
    public static List<String> cells(Schema schema, JsonNode object) {
        if (!object.isObject()) {
            throw new InvalidRowException("", "each input must be a JSON object of field names and values");
        }
        List<String> columns = RowReader.columnsOf(schema);
        Set<String> known = new HashSet<>(columns);
        schema.fields().forEach(field -> known.add(field.name()));
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw new InvalidRowException(name, "there is no input '" + name + "'" + NearestName.hint(name, known));
            }
        });
        List<String> cells = new ArrayList<>(columns.size());
        for (Field field : schema.fields()) {
            add(field, object, cells);
        }
        return cells;
    }

    private static void add(Field field, JsonNode object, List<String> cells) {
        JsonNode value = object.path(field.name());
        if (!(field.type() instanceof FieldType.Vector vector)
                || vector.columns().isEmpty()) {
            cells.add(cell(field.name(), value));
            return;
        }
        if (value.isMissingNode()) {
            for (String column : RowReader.columnsOf(new Schema(List.of(field)))) {
                cells.add(cell(column, object.path(column)));
            }
            return;
        }
        List<String> numbers = value.isArray()
                ? elements(field.name(), (ArrayNode) value)
                : Arrays.asList(cell(field.name(), value).strip().split("\\s*[;,\\s]\\s*"));
        if (numbers.size() != vector.length()) {
            throw new InvalidRowException(
                    field.name(), "'" + field.name() + "' has " + numbers.size() + " numbers, not " + vector.length());
        }
        cells.addAll(numbers);
    }

    /**
     * One JSON value as a cell: numbers by their literal, arrays with blanks between, null and absent as blank.
     *
     * @throws InvalidRowException on an object
     */
    public static String cell(String name, JsonNode value) {
        if (value.isNull() || value.isMissingNode()) {
            return "";
        }
        if (value.isArray()) {
            return String.join(" ", elements(name, (ArrayNode) value));
        }
        if (!value.isValueNode()) {
            throw new InvalidRowException(name, "'" + name + "' must be a single value, not an object");
        }
        return value.asText();
    }

    private static List<String> elements(String name, ArrayNode array) {
        List<String> texts = new ArrayList<>(array.size());
        for (JsonNode element : array) {
            if (!element.isNumber()) {
                throw new InvalidRowException(name, "'" + name + "' must be an array of numbers");
            }
            texts.add(element.asText());
        }
        return texts;
    }

    /** A printed cell as a JSON value of its field: numbers keep the printed digits; a blank cell is null. */
    public static JsonNode json(Field field, String cell) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (cell.isEmpty()) {
            return nodes.nullNode();
        }
        return switch (field.type()) {
            case FieldType.Real ignored -> nodes.rawValueNode(new RawValue(cell));
            case FieldType.Whole ignored -> nodes.numberNode(Long.parseLong(cell));
            case FieldType.Bool ignored -> nodes.booleanNode(Boolean.parseBoolean(cell));
            case FieldType.Vector ignored -> {
                ArrayNode array = nodes.arrayNode();
                for (String number : cell.split(" ", -1)) {
                    array.addRawValue(new RawValue(number));
                }
                yield array;
            }
            case FieldType.Category ignored -> nodes.textNode(cell);
            case FieldType.Text ignored -> nodes.textNode(cell);
            case FieldType.Date ignored -> nodes.textNode(cell);
            case FieldType.Image ignored -> nodes.textNode(cell);
        };
    }
}
