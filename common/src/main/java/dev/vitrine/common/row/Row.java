package dev.vitrine.common.row;

import dev.vitrine.common.prototype.Schema;
import java.time.LocalDate;
import java.util.List;

/**
 * Checked values, one per field of the schema, in its order.
 *
 * @param number place in its table or call, from 1
 */
public record Row(Schema schema, long number, List<Value> values) {
    public Row {
        if (values.size() != schema.size()) {
            throw new IllegalArgumentException(
                    "a row of " + schema.size() + " fields got " + values.size() + " values");
        }
        if (number < 1) {
            throw new IllegalArgumentException("rows are numbered from 1, not " + number);
        }
    }

    public Value value(String field) {
        return values.get(schema.position(field));
    }

    public boolean isMissing(String field) {
        return value(field) instanceof Value.Missing;
    }

    /** The value of a number or integer field. */
    public double number(String field) {
        return switch (value(field)) {
            case Value.Real n -> n.value();
            case Value.Whole n -> n.value();
            case Value other -> throw wrongType(field, other, "number");
        };
    }

    public long integer(String field) {
        return value(field) instanceof Value.Whole n ? n.value() : fail(field, "integer");
    }

    /** The value of a text or category field. */
    public String text(String field) {
        return switch (value(field)) {
            case Value.Text t -> t.value();
            case Value.Category c -> c.value();
            case Value other -> throw wrongType(field, other, "text");
        };
    }

    public LocalDate date(String field) {
        return switch (value(field)) {
            case Value.Date d -> d.value();
            case Value other -> throw wrongType(field, other, "date");
        };
    }

    private long fail(String field, String wanted) {
        throw wrongType(field, value(field), wanted);
    }

    private static IllegalArgumentException wrongType(String field, Value value, String wanted) {
        return new IllegalArgumentException(
                "field '" + field + "' holds a " + value.getClass().getSimpleName() + ", not a " + wanted);
    }
}
