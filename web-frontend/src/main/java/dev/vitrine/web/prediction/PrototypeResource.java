package dev.vitrine.web.prediction;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.common.prototype.Field;
import dev.vitrine.common.prototype.FieldType;
import dev.vitrine.common.prototype.Schema;
import dev.vitrine.web.Json;
import dev.vitrine.web.catalog.PrototypeCatalog;
import dev.vitrine.web.catalog.Served;
import io.javalin.http.Context;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;

/** {@code GET /api/v1/prototypes[/{p}]}: what there is, and what it takes and gives. */
public final class PrototypeResource {
    private final PrototypeCatalog catalog;

    public PrototypeResource(PrototypeCatalog catalog) {
        this.catalog = catalog;
    }

    public void list(Context ctx) {
        ObjectNode json = Json.object();
        ArrayNode list = json.putArray("prototypes");
        catalog.all().forEach(served -> list.add(summary(served)));
        ctx.contentType("application/json").result(json.toString());
    }

    public void find(Context ctx) {
        Served served = catalog.served(ctx.pathParam("prototype"));
        ObjectNode json = summary(served);
        json.set("inputs", fields(served.prototype().inputs()));
        json.set("outputs", fields(served.prototype().outputs()));
        served.prototype().batch().form().ifPresent(form -> json.set("form", fields(form)));
        ctx.contentType("application/json").result(json.toString());
    }

    private static ObjectNode summary(Served served) {
        return Json.MAPPER
                .createObjectNode()
                .put("name", served.name())
                .put("title", served.prototype().title())
                .put("summary", served.prototype().summary())
                .put("version", served.version().version())
                .put("publishedAt", served.version().publishedAt().toString());
    }

    private static ArrayNode fields(Schema schema) {
        ArrayNode fields = Json.MAPPER.createArrayNode();
        for (Field field : schema.fields()) {
            ObjectNode json = fields.addObject()
                    .put("name", field.name())
                    .put("type", field.type().word())
                    .put("required", field.required());
            field.unit().ifPresent(unit -> json.put("unit", unit));
            field.help().ifPresent(help -> json.put("help", help));
            field.example().ifPresent(example -> json.put("example", example));
            limits(field.type(), json);
        }
        return fields;
    }

    private static void limits(FieldType type, ObjectNode json) {
        switch (type) {
            case FieldType.Real real -> range(json, real.min(), real.max());
            case FieldType.Whole whole -> {
                whole.min().ifPresent(min -> json.put("min", min));
                whole.max().ifPresent(max -> json.put("max", max));
            }
            case FieldType.Category category -> {
                ArrayNode values = json.putArray("values");
                category.values().forEach(values::add);
            }
            case FieldType.Text text -> json.put("maxLength", text.maxLength());
            case FieldType.Bool ignored -> {}
            case FieldType.Date date -> {
                day(json, "min", date.min());
                day(json, "max", date.max());
            }
            case FieldType.Image image -> json.put("maxBytes", image.maxBytes());
            case FieldType.Vector vector -> {
                json.put("length", vector.length());
                range(json, vector.min(), vector.max());
                vector.probabilitiesOf().ifPresent(category -> json.put("probabilitiesOf", category));
            }
        }
    }

    private static void range(ObjectNode json, OptionalDouble min, OptionalDouble max) {
        min.ifPresent(value -> json.put("min", value));
        max.ifPresent(value -> json.put("max", value));
    }

    private static void day(ObjectNode json, String name, Optional<LocalDate> day) {
        day.ifPresent(date -> json.put(name, date.toString()));
    }
}
