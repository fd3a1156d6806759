package dev.vitrine.localcloud.dynamodb.value;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One value of an item: immutable; equal as DynamoDB compares ({@code 1.0} equals {@code 1}, sets have no order). */
public sealed interface AttributeValue {
    AttributeType type();

    record StringValue(String value) implements AttributeValue {
        @Override
        public AttributeType type() {
            return AttributeType.S;
        }
    }

    /**
     * A number.
     *
     * @param value without trailing zeros, so that equal numbers are equal values
     */
    record NumberValue(BigDecimal value) implements AttributeValue {
        public NumberValue {
            value = Numbers.normalize(value);
        }

        @Override
        public AttributeType type() {
            return AttributeType.N;
        }
    }

    record BinaryValue(Bytes value) implements AttributeValue {
        @Override
        public AttributeType type() {
            return AttributeType.B;
        }
    }

    record BooleanValue(boolean value) implements AttributeValue {
        @Override
        public AttributeType type() {
            return AttributeType.BOOL;
        }
    }

    record NullValue() implements AttributeValue {
        @Override
        public AttributeType type() {
            return AttributeType.NULL;
        }
    }

    record StringSet(Set<String> values) implements AttributeValue {
        public StringSet {
            values = Collections.unmodifiableSet(new LinkedHashSet<>(values));
        }

        @Override
        public AttributeType type() {
            return AttributeType.SS;
        }
    }

    /**
     * Numbers without order.
     *
     * @param values each without trailing zeros
     */
    record NumberSet(Set<BigDecimal> values) implements AttributeValue {
        public NumberSet {
            Set<BigDecimal> normal = new LinkedHashSet<>();
            values.forEach(value -> normal.add(Numbers.normalize(value)));
            values = Collections.unmodifiableSet(normal);
        }

        @Override
        public AttributeType type() {
            return AttributeType.NS;
        }
    }

    record BinarySet(Set<Bytes> values) implements AttributeValue {
        public BinarySet {
            values = Collections.unmodifiableSet(new LinkedHashSet<>(values));
        }

        @Override
        public AttributeType type() {
            return AttributeType.BS;
        }
    }

    record ListValue(List<AttributeValue> values) implements AttributeValue {
        public ListValue {
            values = List.copyOf(values);
        }

        @Override
        public AttributeType type() {
            return AttributeType.L;
        }
    }

    record MapValue(Map<String, AttributeValue> values) implements AttributeValue {
        public MapValue {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        @Override
        public AttributeType type() {
            return AttributeType.M;
        }
    }
}
