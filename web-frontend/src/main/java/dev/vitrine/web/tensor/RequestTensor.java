package dev.vitrine.web.tensor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitrine.common.prediction.PredictionCall;
import dev.vitrine.web.problem.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An input tensor as cells of text.
 *
 * @param cells all elements in row-major order: {@code rows} times the width of the spec
 */
record RequestTensor(TensorSpec spec, int rows, List<String> cells) {
    /** Cells of one row. */
    List<String> row(int index) {
        return cells.subList(index * spec.width(), (index + 1) * spec.width());
    }

    /** @throws dev.vitrine.web.problem.ProblemException that names the tensor */
    static RequestTensor read(TensorSpec spec, JsonNode tensor) {
        String name = spec.field().name();
        requireDatatype(spec, tensor.path("datatype").asText());
        int rows = rows(spec, tensor.path("shape"));
        List<String> cells = new ArrayList<>();
        JsonNode data = tensor.path("data");
        if (!data.isArray()) {
            throw Problem.badRequest(name, "tensor.no-data", name);
        }
        flatten(name, data, cells, (long) rows * spec.width());
        if (cells.size() != rows * spec.width()) {
            throw Problem.badRequest(name, "tensor.elements", name, cells.size(), rows * spec.width());
        }
        return new RequestTensor(spec, rows, cells);
    }

    private static void requireDatatype(TensorSpec spec, String given) {
        boolean served = Arrays.stream(Datatype.values())
                .anyMatch(known -> known.name().equals(given) && known.serves(spec.datatype()));
        if (!served) {
            throw Problem.badRequest(
                    spec.field().name(), "tensor.datatype", spec.field().name(), given, spec.datatype());
        }
    }

    private static int rows(TensorSpec spec, JsonNode shape) {
        boolean good = shape.isArray()
                && !shape.isEmpty()
                && shape.path(0).isInt()
                && shape.path(0).asInt() > 0
                && shape.path(0).asInt() <= PredictionCall.MAX_ROWS
                && (shape.size() == 1
                        ? !spec.isVector()
                        : shape.size() == 2
                                && shape.path(1).isInt()
                                && shape.path(1).asInt() == spec.width());
        if (!good) {
            throw Problem.badRequest(
                    spec.field().name(),
                    spec.isVector() ? "tensor.shape-vector" : "tensor.shape",
                    spec.field().name(),
                    shape,
                    PredictionCall.MAX_ROWS,
                    spec.width());
        }
        return shape.path(0).asInt();
    }

    private static void flatten(String name, JsonNode data, List<String> cells, long most) {
        for (JsonNode element : data) {
            if (element.isArray()) {
                flatten(name, element, cells, most);
            } else if (element.isObject()) {
                throw Problem.badRequest(name, "tensor.object", name);
            } else if (cells.size() <= most) {
                cells.add(element.isNull() ? "" : element.asText());
            }
        }
    }
}
