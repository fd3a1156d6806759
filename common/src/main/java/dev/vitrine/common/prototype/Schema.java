package dev.vitrine.common.prototype;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Declared fields in order; no two have the same name, whatever the case. */
public final class Schema {
    private final List<Field> fields;
    private final Map<String, Integer> positions = new HashMap<>();

    public Schema(List<Field> fields) {
        this.fields = List.copyOf(fields);
        if (fields.isEmpty()) {
            throw new IllegalArgumentException("at least one field is needed");
        }
        Map<String, String> seen = new HashMap<>();
        for (int i = 0; i < fields.size(); i++) {
            String name = fields.get(i).name();
            String twin = seen.put(name.toLowerCase(java.util.Locale.ROOT), name);
            if (twin != null) {
                throw new IllegalArgumentException("field '" + name + "' is named twice; rename one of them");
            }
            positions.put(name, i);
        }
    }

    /** The values of which a vector declares the probabilities, one per element; none when it declares nothing. */
    public List<String> probabilitiesOf(FieldType.Vector vector) {
        return vector.probabilitiesOf()
                .flatMap(this::find)
                .map(Field::type)
                .map(type -> type instanceof FieldType.Category category ? category.values() : List.<String>of())
                .orElse(List.of());
    }

    public List<Field> fields() {
        return fields;
    }

    public int size() {
        return fields.size();
    }

    public Optional<Field> find(String name) {
        Integer position = positions.get(name);
        return position == null ? Optional.empty() : Optional.of(fields.get(position));
    }

    /** Position of the field, from 0. */
    public int position(String name) {
        Integer position = positions.get(name);
        if (position == null) {
            throw new IllegalArgumentException("there is no field '" + name + "'; the fields are "
                    + fields.stream().map(Field::name).toList());
        }
        return position;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Schema that && fields.equals(that.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    @Override
    public String toString() {
        return "Schema" + fields;
    }
}
