package dev.vitrine.web.prediction;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.common.prediction.PredictionRecord;
import dev.vitrine.common.prediction.PrintedOutcome;
import dev.vitrine.common.prototype.Field;
import dev.vitrine.common.prototype.Schema;
import dev.vitrine.common.row.InvalidRowException;
import dev.vitrine.common.row.JsonCells;
import dev.vitrine.common.row.RowReader;
import dev.vitrine.web.access.Gate;
import dev.vitrine.web.catalog.PrototypeCatalog;
import dev.vitrine.web.catalog.Served;
import dev.vitrine.web.limit.JsonBody;
import dev.vitrine.web.problem.Problem;
import dev.vitrine.web.text.Texts;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** {@code POST /api/v1/prototypes/{p}/predictions}. */
public final class PredictionResource {
    private static final JsonMapper JSON = JsonBody.mapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final Set<String> MEMBERS = Set.of("columns", "inputs", "seed");

    private final PrototypeCatalog catalog;
    private final PredictionService predictions;

    public PredictionResource(PrototypeCatalog catalog, PredictionService predictions) {
        this.catalog = catalog;
        this.predictions = predictions;
    }

    public void predict(Context ctx) {
        Served served = catalog.served(ctx.pathParam("prototype"));
        if (!ctx.isJson()) {
            throw Problem.told(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "media-type.prediction")
                    .exception();
        }
        PredictionRecord record =
                predictions.answer(served, question(ctx, served.prototype().inputs()));
        ctx.contentType("application/json")
                .result(json(record, served.prototype().outputs()).toString());
    }

    private static PredictionService.Question question(Context ctx, Schema inputs) {
        JsonNode body = JsonBody.read(ctx, JSON, "prediction");
        body.fieldNames().forEachRemaining(name -> {
            if (!MEMBERS.contains(name)) {
                throw Problem.badRequest(name, "prediction.unknown", name);
            }
        });
        JsonNode rows = body.path("inputs");
        if (!rows.isArray()) {
            throw Problem.badRequest("inputs", "prediction.no-inputs");
        }
        List<String> columns = columns(body, inputs);
        List<List<String>> cells = new ArrayList<>(rows.size());
        for (JsonNode row : rows) {
            cells.add(cells(row, columns, inputs, body.has("columns"), cells.size() + 1));
        }
        return new PredictionService.Question(
                columns,
                cells,
                Gate.viewer(ctx).name(),
                Optional.ofNullable(ctx.header("Idempotency-Key")),
                seed(body));
    }

    private static List<String> columns(JsonNode body, Schema inputs) {
        if (!body.has("columns")) {
            return RowReader.columnsOf(inputs);
        }
        List<String> columns = new ArrayList<>();
        for (JsonNode name : body.path("columns")) {
            columns.add(name.asText().strip());
        }
        return columns;
    }

    private static List<String> cells(JsonNode row, List<String> columns, Schema inputs, boolean arrays, int number) {
        try {
            if (!arrays) {
                return JsonCells.cells(inputs, row);
            }
            if (!row.isArray()) {
                throw Problem.badRequest("inputs", "prediction.no-array", number);
            }
            List<String> cells = new ArrayList<>(row.size());
            for (JsonNode value : row) {
                cells.add(JsonCells.cell(cells.size() < columns.size() ? columns.get(cells.size()) : "", value));
            }
            return cells;
        } catch (InvalidRowException e) {
            Problem problem = Problem.told(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "input",
                            Texts.text("problem.row", number, Texts.translated(String.valueOf(e.getMessage()))))
                    .withField(e.field());
            throw new Problem(
                            problem.status(),
                            problem.title(),
                            problem.detail(),
                            problem.remedy(),
                            problem.field(),
                            OptionalLong.of(number))
                    .exception();
        }
    }

    private static OptionalLong seed(JsonNode body) {
        JsonNode seed = body.path("seed");
        if (seed.isMissingNode()) {
            return OptionalLong.empty();
        }
        if (!seed.canConvertToExactIntegral() || !seed.canConvertToLong()) {
            throw Problem.badRequest("seed", "prediction.seed");
        }
        return OptionalLong.of(seed.asLong());
    }

    /** The answer as programs get it: outputs by name, or the error of the row. */
    static ObjectNode json(PredictionRecord record, Schema outputs) {
        ObjectNode json = JSON.createObjectNode()
                .put("version", record.answer().version())
                .put("seed", record.call().seed())
                .put("micros", record.answer().micros());
        ArrayNode predictions = json.putArray("predictions");
        for (int i = 0; i < record.answer().outcomes().size(); i++) {
            ObjectNode prediction = predictions.addObject().put("id", record.predictionId(i));
            switch (record.answer().outcomes().get(i)) {
                case PrintedOutcome.Outputs printed -> {
                    for (int f = 0; f < outputs.size(); f++) {
                        Field field = outputs.fields().get(f);
                        prediction.set(
                                field.name(),
                                JsonCells.json(field, printed.cells().get(f)));
                    }
                }
                case PrintedOutcome.Reject reject ->
                    prediction
                            .putObject("error")
                            .put("column", reject.column())
                            .put("value", reject.value())
                            .put("reason", reject.reason());
            }
        }
        return json;
    }
}
