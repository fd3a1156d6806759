package dev.vitrine.web.review;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.common.prototype.Field;
import dev.vitrine.common.prototype.FieldType;
import dev.vitrine.common.prototype.Prototype;
import dev.vitrine.common.prototype.Schema;
import dev.vitrine.common.review.Opinions;
import dev.vitrine.common.review.Review;
import dev.vitrine.common.review.Verdict;
import dev.vitrine.common.row.RowReader;
import dev.vitrine.web.Json;
import java.util.List;
import java.util.Map;

/** Reviewed answers as scripts and programs see them. */
final class ReviewJson {
    private static final int LONGEST_CELL = 2_000;

    private ReviewJson() {}

    /** An answer with what everybody said about it, and how often this viewer did. */
    static ObjectNode of(Answers.Answer answer, List<Review> entries, String viewer) {
        ObjectNode json = of(answer, Opinions.of(entries), viewer);
        ArrayNode history = json.putArray("history");
        entries.stream()
                .sorted(java.util.Comparator.comparing(Review::at))
                .forEach(entry -> add(history, entry, viewer));
        return json;
    }

    /** An answer with the opinions that stand. */
    static ObjectNode of(Answers.Answer answer, Opinions opinions, String viewer) {
        var reviewed = answer.reviewed();
        ObjectNode json = Json.object()
                .put("id", reviewed.id())
                .put("row", reviewed.row())
                .put("prototype", reviewed.prototype())
                .put("version", reviewed.version())
                .put("at", reviewed.at().toString());
        if (!answer.error().isEmpty()) {
            json.put("error", answer.error());
        }
        texts(json.putObject("inputs"), reviewed.inputs());
        texts(json.putObject("outputs"), reviewed.outputs());
        answer.prototype().ifPresent(prototype -> {
            drawing(json, prototype, reviewed.inputs());
            AskedPictureResource.names(prototype, reviewed.inputs()).forEach(json.withArray("pictures")::add);
        });
        json.put("reviewed", opinions.isReviewed())
                .put("disagree", opinions.disagree())
                .put("revision", opinions.revisions().getOrDefault(viewer, 0));
        ArrayNode held = json.putArray("opinions");
        opinions.held().forEach(entry -> add(held, entry, viewer));
        return json;
    }

    /** What a reviewer holds after these entries, as the audit trail tells it; empty when it is nothing. */
    static String held(List<Review> entries, String reviewer) {
        return Opinions.of(entries)
                .of(reviewer)
                .map(entry -> opinion(Json.object(), entry).toString())
                .orElse("");
    }

    private static void texts(ObjectNode json, Map<String, String> values) {
        values.forEach((name, value) ->
                json.put(name, value.length() <= LONGEST_CELL ? value : value.substring(0, LONGEST_CELL) + "…"));
    }

    private static void add(ArrayNode list, Review entry, String viewer) {
        opinion(
                list.addObject()
                        .put("reviewer", entry.reviewer())
                        .put("mine", entry.reviewer().equals(viewer))
                        .put("revision", entry.revision())
                        .put("at", entry.at().toString()),
                entry);
    }

    private static ObjectNode opinion(ObjectNode json, Review entry) {
        json.put("verdict", entry.verdict().word()).put("comment", entry.comment());
        if (entry.verdict() instanceof Verdict.Corrected(Map<String, String> outputs)) {
            texts(json.putObject("outputs"), outputs);
        }
        return json;
    }

    /** The numbers of a picture that was drawn, since nobody judges a digit by 64 numbers. */
    private static void drawing(ObjectNode json, Prototype prototype, Map<String, String> inputs) {
        for (Field field : prototype.inputs().fields()) {
            if (field.type() instanceof FieldType.Vector vector
                    && vector.drawing().isPresent()) {
                List<String> columns = RowReader.columnsOf(new Schema(List.of(field)));
                String whole = inputs.get(field.name());
                List<String> numbers = whole != null
                        ? List.of(whole.strip().split("[;,\\s]+"))
                        : columns.stream()
                                .map(column -> inputs.getOrDefault(column, "0"))
                                .toList();
                ObjectNode picture = json.putObject("drawing")
                        .put("field", field.name())
                        .put("width", vector.drawing().get().width())
                        .put("height", vector.drawing().get().height())
                        .put("min", vector.min().orElse(0))
                        .put("max", vector.max().orElse(1));
                columns.forEach(picture.putArray("columns")::add);
                numbers.forEach(picture.putArray("numbers")::add);
                return;
            }
        }
    }
}
