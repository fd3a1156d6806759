package dev.vitrine.web.tensor;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.vitrine.common.prototype.Field;
import dev.vitrine.common.prototype.FieldType;
import dev.vitrine.common.prototype.Prototype;
import dev.vitrine.common.prototype.Schema;
import dev.vitrine.common.row.RowReader;
import dev.vitrine.common.text.NearestName;
import dev.vitrine.web.limit.JsonBody;
import dev.vitrine.web.problem.Problem;
import dev.vitrine.web.text.Texts;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is asked in tensors, laid out as rows of cells.
 *
 * @param id that the client gave, and gets back
 * @param columns names of the cells
 * @param outputs names that are wanted; all when empty
 */
record InferRequest(Optional<String> id, List<String> columns, List<List<String>> rows, Set<String> outputs) {
    private static final JsonMapper JSON = JsonBody.mapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    /** @throws dev.vitrine.web.problem.ProblemException that names the tensor or member at fault */
    static InferRequest read(Context ctx, Prototype prototype) {
        JsonNode body = JsonBody.read(ctx, JSON, "tensor");
        Map<String, RequestTensor> tensors = tensors(body.path("inputs"), prototype);
        int rows = tensors.values().iterator().next().rows();
        for (RequestTensor tensor : tensors.values()) {
            if (tensor.rows() != rows) {
                throw Problem.badRequest(
                        tensor.spec().field().name(),
                        "tensor.uneven",
                        tensor.spec().field().name(),
                        tensor.rows(),
                        rows);
            }
        }
        List<String> columns = new ArrayList<>();
        List<RequestTensor> order = new ArrayList<>();
        for (Field field : prototype.inputs().fields()) {
            RequestTensor tensor = tensors.get(field.name());
            if (tensor != null) {
                order.add(tensor);
                columns.addAll(RowReader.columnsOf(new Schema(List.of(field))));
            } else if (field.required()) {
                throw Problem.badRequest(field.name(), "tensor.missing", field.name());
            }
        }
        List<List<String>> cells = new ArrayList<>(rows);
        for (int row = 0; row < rows; row++) {
            cells.add(row(order, row));
        }
        JsonNode id = body.path("id");
        return new InferRequest(
                id.isTextual() ? Optional.of(id.asText()) : Optional.empty(),
                columns,
                cells,
                outputs(body.path("outputs"), prototype));
    }

    private static List<String> row(List<RequestTensor> tensors, int index) {
        List<String> row = new ArrayList<>();
        for (RequestTensor tensor : tensors) {
            boolean columns = tensor.spec().field().type() instanceof FieldType.Vector vector
                    && vector.columns().isPresent();
            if (columns) {
                row.addAll(tensor.row(index));
            } else {
                row.add(String.join(" ", tensor.row(index)));
            }
        }
        return row;
    }

    private static Map<String, RequestTensor> tensors(JsonNode inputs, Prototype prototype) {
        if (!inputs.isArray() || inputs.isEmpty()) {
            throw Problem.badRequest("inputs", "tensor.no-inputs");
        }
        Map<String, RequestTensor> tensors = new LinkedHashMap<>();
        for (JsonNode tensor : inputs) {
            String name = tensor.path("name").asText();
            Field field = prototype
                    .inputs()
                    .find(name)
                    .orElseThrow(() -> unknown("tensor.unknown-input", name, prototype.inputs()));
            if (tensors.put(name, RequestTensor.read(TensorSpec.of(field), tensor)) != null) {
                throw Problem.badRequest(name, "tensor.twice", name);
            }
        }
        return tensors;
    }

    private static Set<String> outputs(JsonNode outputs, Prototype prototype) {
        Set<String> names = new LinkedHashSet<>();
        for (JsonNode output : outputs) {
            String name = output.path("name").asText();
            Field field = prototype
                    .outputs()
                    .find(name)
                    .orElseThrow(() -> unknown("tensor.unknown-output", name, prototype.outputs()));
            names.add(field.name());
        }
        return names;
    }

    private static RuntimeException unknown(String key, String name, Schema schema) {
        List<String> known = schema.fields().stream().map(Field::name).toList();
        return Problem.badRequest(name, key, name, Texts.translated(NearestName.hint(name, known)));
    }
}
