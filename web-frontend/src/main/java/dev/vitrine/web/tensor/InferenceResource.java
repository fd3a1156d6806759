package dev.vitrine.web.tensor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.common.artifact.ModelVersion;
import dev.vitrine.common.prediction.PredictionRecord;
import dev.vitrine.common.prototype.PredictorSpec;
import dev.vitrine.web.Json;
import dev.vitrine.web.access.Gate;
import dev.vitrine.web.catalog.PrototypeCatalog;
import dev.vitrine.web.catalog.Served;
import dev.vitrine.web.prediction.PredictionService;
import dev.vitrine.web.problem.Problem;
import io.javalin.http.Context;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code /v2}: health, metadata and inference, for the version that is served and for every other. */
public final class InferenceResource {
    private static final int MOST_VERSIONS = 100;
    private static final String BINARY_HEADER = "Inference-Header-Content-Length";

    private final PrototypeCatalog catalog;
    private final PredictionService predictions;

    public InferenceResource(PrototypeCatalog catalog, PredictionService predictions) {
        this.catalog = catalog;
        this.predictions = predictions;
    }

    public void live(Context ctx) {
        answer(ctx, Json.object().put("live", true));
    }

    /** Ready while the published prototypes can be looked up; else the exception tells why not. */
    public void ready(Context ctx) {
        answer(ctx, Json.object().put("ready", catalog.count() >= 0));
    }

    public void server(Context ctx) {
        ObjectNode json = Json.object().put("name", "vitrine").put("version", "2");
        json.putArray("extensions");
        answer(ctx, json);
    }

    public void modelReady(Context ctx) {
        answer(ctx, Json.object().put("name", served(ctx).name()).put("ready", true));
    }

    public void model(Context ctx) {
        Served served = served(ctx);
        ObjectNode json = Json.object().put("name", served.name());
        ArrayNode versions = json.putArray("versions");
        for (ModelVersion version : catalog.versions(served.name(), MOST_VERSIONS)) {
            versions.add(version.version());
        }
        json.put("platform", platform(served));
        json.set("inputs", TensorSpec.metadata(served.prototype().inputs()));
        json.set("outputs", TensorSpec.metadata(served.prototype().outputs()));
        answer(ctx, json);
    }

    public void infer(Context ctx) {
        Served served = served(ctx);
        if (ctx.header(BINARY_HEADER) != null) {
            throw Problem.badRequest(BINARY_HEADER, "tensor.binary");
        }
        InferRequest request = InferRequest.read(ctx, served.prototype());
        PredictionRecord record = predictions.answer(
                served,
                new PredictionService.Question(
                        request.columns(),
                        request.rows(),
                        Gate.viewer(ctx).name(),
                        Optional.ofNullable(ctx.header("Idempotency-Key")),
                        OptionalLong.empty()));
        answer(ctx, InferAnswer.json(request, record, served.prototype().outputs()));
    }

    /** The version that the path names, else the one that is served. */
    private Served served(Context ctx) {
        Served served = catalog.served(ctx.pathParam("model"));
        String version = ctx.pathParamMap().get("version");
        if (version == null) {
            return served;
        }
        return catalog.version(served.name(), version)
                .orElseThrow(() -> Problem.missing("missing.model-version", version, served.name()));
    }

    private static String platform(Served served) {
        return switch (served.prototype().predictor()) {
            case PredictorSpec.EngineModel model ->
                "djl_" + model.engine().name().toLowerCase(Locale.ROOT);
            case PredictorSpec.PredictorClass ignored -> "java";
        };
    }

    private static void answer(Context ctx, ObjectNode json) {
        ctx.contentType("application/json").result(json.toString());
    }
}
