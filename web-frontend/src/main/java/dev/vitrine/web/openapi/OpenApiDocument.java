package dev.vitrine.web.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.web.Json;
import dev.vitrine.web.catalog.Served;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/**
 * The OpenAPI 3.1 document: what is the same for every prototype is written down as a resource; predictions and jobs of
 * each prototype have operations and schemas of their own, made from its manifest.
 */
public final class OpenApiDocument {
    private static final String JSON = "application/json";
    private static final String SCHEMAS = "#/components/schemas/";
    private static final String VERSION = "1";

    private final ObjectNode base;

    public OpenApiDocument() {
        try (InputStream in = OpenApiDocument.class.getResourceAsStream("/openapi/base.json")) {
            this.base = (ObjectNode) Json.MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("the base of the OpenAPI document is missing in the jar", e);
        }
    }

    /** The document for these prototypes. */
    public ObjectNode of(List<Served> prototypes) {
        ObjectNode document = base.deepCopy();
        ((ObjectNode) document.path("info")).put("version", VERSION);
        ObjectNode paths = (ObjectNode) document.path("paths");
        ObjectNode schemas = (ObjectNode) document.path("components").path("schemas");
        for (Served served : prototypes) {
            String type = typeName(served.name());
            schemas(schemas, served, type);
            String path = "/api/v1/prototypes/" + served.name();
            paths.putObject(path + "/predictions").set("post", predict(served, type));
            paths.putObject(path + "/jobs").set("post", submit(served, type));
        }
        return document;
    }

    private static void schemas(ObjectNode schemas, Served served, String type) {
        schemas.set(type + "Input", FieldSchemas.inputs(served.prototype().inputs()));
        schemas.set(
                type + "Prediction", FieldSchemas.prediction(served.prototype().outputs()));
        ObjectNode question = schemas.putObject(type + "Question").put("type", "object");
        question.putArray("required").add("inputs");
        ObjectNode asked = question.putObject("properties");
        asked.putObject("inputs")
                .put("type", "array")
                .put("minItems", 1)
                .put("maxItems", 1_000)
                .putObject("items")
                .put("$ref", SCHEMAS + type + "Input");
        asked.putObject("seed")
                .put("type", "integer")
                .put("format", "int64")
                .put("description", "For random choices; by chance when absent");
        ObjectNode answer = schemas.putObject(type + "Answer").put("type", "object");
        answer.putArray("required").add("version").add("predictions");
        ObjectNode answered = answer.putObject("properties");
        answered.putObject("version").put("type", "string").put("description", "The version that answered");
        answered.putObject("seed").put("type", "integer").put("format", "int64");
        answered.putObject("micros")
                .put("type", "integer")
                .put("format", "int64")
                .put("description", "Time that the predictor took, in microseconds");
        answered.putObject("predictions")
                .put("type", "array")
                .putObject("items")
                .put("$ref", SCHEMAS + type + "Prediction");
    }

    private static ObjectNode predict(Served served, String type) {
        ObjectNode operation = operation(
                "predict" + type,
                "Predictions",
                "Predict: " + served.prototype().title(),
                served.prototype().summary()
                        + "\n\nA row that cannot be answered gets an error of its own, and spoils no other. Rows may also"
                        + " be sent as {\"columns\":[...],\"inputs\":[[...]]}.");
        operation.putArray("parameters").addObject().put("$ref", "#/components/parameters/idempotencyKey");
        ObjectNode content =
                operation.putObject("requestBody").put("required", true).putObject("content");
        ObjectNode json = content.putObject(JSON);
        json.putObject("schema").put("$ref", SCHEMAS + type + "Question");
        ExampleInput.of(served)
                .ifPresent(input -> json.putObject("example").putArray("inputs").add(input));
        ObjectNode responses = operation.putObject("responses");
        ok(responses, "200", "One prediction per row, in order", type + "Answer");
        problem(responses);
        return operation;
    }

    private static ObjectNode submit(Served served, String type) {
        ObjectNode operation = operation(
                "submit" + type,
                "Jobs",
                "Submit a table: " + served.prototype().title(),
                "The answer comes at once; workers answer the rows. Follow the job by its id, by events or by a webhook."
                        + " The table may also come as the file of a multipart form.");
        ArrayNode parameters = operation.putArray("parameters");
        parameters.addObject().put("$ref", "#/components/parameters/idempotencyKey");
        parameters.addObject().put("$ref", "#/components/parameters/webhookUrl");
        ObjectNode content =
                operation.putObject("requestBody").put("required", true).putObject("content");
        content.putObject("text/csv").putObject("schema").put("type", "string");
        content.putObject(JSON).putObject("schema").put("$ref", SCHEMAS + type + "Question");
        ObjectNode responses = operation.putObject("responses");
        ok(responses, "202", "The job was recorded", "Job");
        problem(responses);
        return operation;
    }

    private static ObjectNode operation(String id, String tag, String summary, String description) {
        ObjectNode operation = Json.object().put("operationId", id);
        operation.putArray("tags").add(tag);
        return operation.put("summary", summary).put("description", description);
    }

    private static void ok(ObjectNode responses, String status, String description, String schema) {
        responses
                .putObject(status)
                .put("description", description)
                .putObject("content")
                .putObject(JSON)
                .putObject("schema")
                .put("$ref", SCHEMAS + schema);
    }

    private static void problem(ObjectNode responses) {
        responses.putObject("default").put("$ref", "#/components/responses/Problem");
    }

    /** {@code day-planner} as {@code DayPlanner}. */
    static String typeName(String prototype) {
        StringBuilder name = new StringBuilder();
        for (String word : prototype.split("-", -1)) {
            if (!word.isEmpty()) {
                name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
            }
        }
        return name.toString();
    }
}
