package dev.vitrine.localcloud.logs.pattern;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** The syntax tree of what stands between the braces of a {@link JsonPattern}. */
sealed interface Condition {
    boolean holds(JsonNode event);

    record And(Condition left, Condition right) implements Condition {
        @Override
        public boolean holds(JsonNode event) {
            return left.holds(event) && right.holds(event);
        }
    }

    record Or(Condition left, Condition right) implements Condition {
        @Override
        public boolean holds(JsonNode event) {
            return left.holds(event) || right.holds(event);
        }
    }

    /** A text, in which a star stands for anything; a number's or truth value's text counts too. */
    record Text(JsonPath path, boolean equal, Pattern wanted) implements Condition {
        @Override
        public boolean holds(JsonNode event) {
            return path.anyValue(
                    event,
                    value -> value.isValueNode()
                            && !value.isNull()
                            && wanted.matcher(value.asText()).matches() == equal);
        }
    }

    record Matches(JsonPath path, boolean equal, Pattern regex) implements Condition {
        @Override
        public boolean holds(JsonNode event) {
            return path.anyValue(
                    event,
                    value ->
                            value.isValueNode() && regex.matcher(value.asText()).find() == equal);
        }
    }

    record Compared(JsonPath path, Comparison comparison, BigDecimal wanted) implements Condition {
        @Override
        public boolean holds(JsonNode event) {
            return path.anyValue(
                    event,
                    value -> value.isNumber()
                            && comparison.holds(value.decimalValue().compareTo(wanted)));
        }
    }

    record IsNull(JsonPath path) implements Condition {
        @Override
        public boolean holds(JsonNode event) {
            return path.anyValue(event, JsonNode::isNull);
        }
    }

    record IsBoolean(JsonPath path, boolean wanted) implements Condition {
        @Override
        public boolean holds(JsonNode event) {
            return path.anyValue(event, value -> value.isBoolean() && value.booleanValue() == wanted);
        }
    }

    record Exists(JsonPath path, boolean wanted) implements Condition {
        @Override
        public boolean holds(JsonNode event) {
            return path.anyValue(event, value -> true) == wanted;
        }
    }
}
