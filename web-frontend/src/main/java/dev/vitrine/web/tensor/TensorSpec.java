package dev.vitrine.web.tensor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.common.prototype.Field;
import dev.vitrine.common.prototype.FieldType;
import dev.vitrine.common.prototype.Schema;
import dev.vitrine.web.Json;

/**
 * A field as a tensor: one row per element of its first dimension.
 *
 * @param width numbers of a row: 1, or the length of a vector
 */
record TensorSpec(Field field, Datatype datatype, int width) {
    static TensorSpec of(Field field) {
        return new TensorSpec(
                field,
                Datatype.of(field.type()),
                field.type() instanceof FieldType.Vector vector ? vector.length() : 1);
    }

    boolean isVector() {
        return field.type() instanceof FieldType.Vector;
    }

    /** The tensors of a schema, as metadata tell them; -1 stands for any number of rows. */
    static ArrayNode metadata(Schema schema) {
        ArrayNode tensors = Json.MAPPER.createArrayNode();
        for (Field field : schema.fields()) {
            TensorSpec spec = of(field);
            ObjectNode tensor = tensors.addObject()
                    .put("name", field.name())
                    .put("datatype", spec.datatype().name());
            ArrayNode shape = tensor.putArray("shape").add(-1);
            if (spec.isVector()) {
                shape.add(spec.width());
            }
        }
        return tensors;
    }
}
