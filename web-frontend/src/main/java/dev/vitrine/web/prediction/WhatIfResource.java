package dev.vitrine.web.prediction;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.common.prediction.PredictionAnswer;
import dev.vitrine.common.prediction.PrintedOutcome;
import dev.vitrine.common.prototype.Field;
import dev.vitrine.common.prototype.FieldType;
import dev.vitrine.common.prototype.Schema;
import dev.vitrine.common.row.JsonCells;
import dev.vitrine.web.Json;
import dev.vitrine.web.catalog.FieldCheck;
import dev.vitrine.web.catalog.PrototypeCatalog;
import dev.vitrine.web.catalog.Served;
import dev.vitrine.web.problem.Problem;
import dev.vitrine.web.text.Texts;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code POST /prototypes/{p}/what-if}: the answers while one input goes over its range and all others stay as typed, in
 * one call that is not kept and counts nothing.
 */
public final class WhatIfResource {
    /** Most characters of all rows together, well below what a function takes. */
    private static final int MOST = 4_000_000;

    private final PrototypeCatalog catalog;
    private final PredictionService predictions;
    private final Clock clock;

    public WhatIfResource(PrototypeCatalog catalog, PredictionService predictions, Clock clock) {
        this.catalog = catalog;
        this.predictions = predictions;
        this.clock = clock;
    }

    public void answer(Context ctx) {
        Served served = catalog.served(ctx.pathParam("prototype"));
        Schema inputs = served.prototype().inputs();
        Field varied = inputs.find(String.valueOf(ctx.formParam("vary")))
                .filter(WhatIf::canVary)
                .orElseThrow(() -> Problem.told(HttpStatus.BAD_REQUEST, "what-if.none")
                        .withField("vary")
                        .exception());
        Map<String, String> typed = typed(ctx, inputs);
        List<String> values = values(varied, typed);
        check(inputs, typed, varied, values.getFirst());
        PredictionAnswer answer = predictions.explore(served, List.copyOf(typed.keySet()), rows(typed, varied, values));
        ctx.contentType("application/json")
                .result(json(served, varied, typed, values, answer).toString());
    }

    private static Map<String, String> typed(Context ctx, Schema inputs) {
        Map<String, String> typed = new LinkedHashMap<>();
        for (Field field : inputs.fields()) {
            List<String> sent = ctx.formParams(field.name());
            typed.put(field.name(), sent.isEmpty() ? "" : sent.getLast());
        }
        return typed;
    }

    private List<String> values(Field varied, Map<String, String> typed) {
        int row = typed.values().stream().mapToInt(String::length).sum() + 1;
        List<String> values = WhatIf.thinned(
                WhatIf.values(
                        varied,
                        typed.getOrDefault(varied.name(), ""),
                        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)),
                MOST / row);
        if (values.size() < 2) {
            throw Problem.told(HttpStatus.CONTENT_TOO_LARGE, "what-if.large").exception();
        }
        return values;
    }

    /** The others must be good; the varied one is put in. */
    private static void check(Schema inputs, Map<String, String> typed, Field varied, String value) {
        Map<String, String> tried = new LinkedHashMap<>(typed);
        tried.put(varied.name(), value);
        FieldCheck.problems(inputs, tried).entrySet().stream().findFirst().ifPresent(wrong -> {
            throw Problem.told(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "what-if.invalid",
                            label(inputs, wrong.getKey()),
                            wrong.getValue())
                    .withField(wrong.getKey())
                    .exception();
        });
    }

    private static String label(Schema inputs, String name) {
        return inputs.find(name).map(Field::label).orElse(name);
    }

    private static List<List<String>> rows(Map<String, String> typed, Field varied, List<String> values) {
        List<List<String>> rows = new ArrayList<>(values.size());
        for (String value : values) {
            Map<String, String> row = new LinkedHashMap<>(typed);
            row.put(varied.name(), value);
            rows.add(List.copyOf(row.values()));
        }
        return rows;
    }

    private static ObjectNode json(
            Served served, Field varied, Map<String, String> typed, List<String> values, PredictionAnswer answer) {
        Schema outputs = served.prototype().outputs();
        ObjectNode json = Json.object().put("version", answer.version());
        describe(json.putObject("input"), varied).put("typed", typed.getOrDefault(varied.name(), ""));
        ArrayNode described = json.putArray("outputs");
        outputs.fields().forEach(field -> describe(described.addObject(), field));
        ArrayNode points = json.putArray("points");
        for (int i = 0; i < values.size(); i++) {
            ObjectNode point = points.addObject().put("value", values.get(i));
            switch (answer.outcomes().get(i)) {
                case PrintedOutcome.Outputs(List<String> cells) -> {
                    ArrayNode row = point.putArray("outputs");
                    for (int f = 0; f < outputs.size(); f++) {
                        row.add(JsonCells.json(outputs.fields().get(f), cells.get(f)));
                    }
                }
                case PrintedOutcome.Reject reject ->
                    point.put("reject", reject.column() + " " + Texts.translated(reject.reason()));
            }
        }
        return json;
    }

    private static ObjectNode describe(ObjectNode json, Field field) {
        json.put("name", field.name())
                .put("label", field.label())
                .put("unit", field.unit().orElse(""))
                .put("type", field.type().word());
        if (field.type() instanceof FieldType.Category(List<String> words)) {
            ArrayNode list = json.putArray("values");
            words.forEach(list::add);
        }
        return json;
    }
}
