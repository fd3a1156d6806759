package dev.vitrine.web.tensor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.common.prediction.PredictionRecord;
import dev.vitrine.common.prediction.PrintedOutcome;
import dev.vitrine.common.prototype.Field;
import dev.vitrine.common.prototype.Schema;
import dev.vitrine.common.row.JsonCells;
import dev.vitrine.web.Json;
import dev.vitrine.web.problem.Problem;
import dev.vitrine.web.text.Texts;
import java.util.ArrayList;
import java.util.List;

/** Writes answers as tensors. The protocol knows no error of a single row: the first rejected one fails the request. */
final class InferAnswer {
    private InferAnswer() {}

    static ObjectNode json(InferRequest request, PredictionRecord record, Schema outputs) {
        List<List<String>> rows = new ArrayList<>();
        for (PrintedOutcome outcome : record.answer().outcomes()) {
            switch (outcome) {
                case PrintedOutcome.Outputs printed -> rows.add(printed.cells());
                case PrintedOutcome.Reject reject ->
                    throw Problem.badRequest(
                            reject.column(),
                            "tensor.rejected",
                            rows.size() + 1,
                            reject.column(),
                            Texts.translated(reject.reason()));
            }
        }
        ObjectNode json = Json.object()
                .put("model_name", record.call().prototype())
                .put("model_version", record.answer().version())
                .put("id", request.id().orElse(record.call().id()));
        ArrayNode tensors = json.putArray("outputs");
        for (int i = 0; i < outputs.size(); i++) {
            Field field = outputs.fields().get(i);
            if (request.outputs().isEmpty() || request.outputs().contains(field.name())) {
                add(tensors.addObject(), field, i, rows);
            }
        }
        return json;
    }

    private static void add(ObjectNode tensor, Field field, int position, List<List<String>> rows) {
        TensorSpec spec = TensorSpec.of(field);
        tensor.put("name", field.name()).put("datatype", spec.datatype().name());
        ArrayNode shape = tensor.putArray("shape").add(rows.size());
        if (spec.isVector()) {
            shape.add(spec.width());
        }
        ArrayNode data = tensor.putArray("data");
        for (List<String> row : rows) {
            JsonNode value = JsonCells.json(field, row.get(position));
            if (value instanceof ArrayNode numbers) {
                data.addAll(numbers);
            } else {
                data.add(value);
            }
        }
    }
}
