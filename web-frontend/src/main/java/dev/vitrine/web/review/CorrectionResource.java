package dev.vitrine.web.review;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitrine.common.prediction.Outcome;
import dev.vitrine.common.prototype.Field;
import dev.vitrine.common.prototype.Prototype;
import dev.vitrine.common.prototype.Schema;
import dev.vitrine.common.review.Opinions;
import dev.vitrine.common.review.Review;
import dev.vitrine.common.review.ReviewStore;
import dev.vitrine.common.review.Verdict;
import dev.vitrine.common.row.InvalidRowException;
import dev.vitrine.common.row.JsonCells;
import dev.vitrine.common.row.RowReader;
import dev.vitrine.common.row.ValuePrinter;
import dev.vitrine.web.Json;
import dev.vitrine.web.access.Gate;
import dev.vitrine.web.access.JobGuard;
import dev.vitrine.web.audit.AuditTrail;
import dev.vitrine.web.limit.JsonBody;
import dev.vitrine.web.problem.Problem;
import dev.vitrine.web.text.Texts;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * {@code /api/v1/predictions/{id}/correction}: {@code PUT} confirms, corrects or comments an answer, {@code DELETE} takes
 * the last of that back, {@code GET} tells what everybody said. An answer is a prediction or a row of a job.
 */
public final class CorrectionResource {
    private static final int ATTEMPTS = 8;

    private final Answers answers;
    private final ReviewStore reviews;
    private final Clock clock;

    public CorrectionResource(Answers answers, ReviewStore reviews, Clock clock) {
        this.answers = answers;
        this.reviews = reviews;
        this.clock = clock;
    }

    public void find(Context ctx) {
        Answers.Answer answer = answers.find(ctx.pathParam("prediction"), JobGuard.onlyOwner(ctx));
        List<Review> entries =
                reviews.of(answer.reviewed().source(), answer.reviewed().row());
        ctx.contentType("application/json")
                .result(ReviewJson.of(answer, entries, Gate.viewer(ctx).name()).toString());
    }

    public void put(Context ctx) {
        Answers.Answer answer = answers.find(ctx.pathParam("prediction"), JobGuard.onlyOwner(ctx));
        JsonNode body = body(ctx);
        String comment = body.path("comment").asText("").strip();
        if (comment.length() > Review.MAX_COMMENT) {
            throw Problem.told(HttpStatus.BAD_REQUEST, "review.long", Review.MAX_COMMENT)
                    .withField("comment")
                    .exception();
        }
        Verdict verdict = verdict(answer, body, comment);
        append(ctx, answer, verdict, comment, seen(body));
    }

    /** Takes back what the reviewer said last. */
    public void undo(Context ctx) {
        Answers.Answer answer = answers.find(ctx.pathParam("prediction"), JobGuard.onlyOwner(ctx));
        Opinions opinions = Opinions.of(
                reviews.of(answer.reviewed().source(), answer.reviewed().row()));
        if (opinions.of(Gate.viewer(ctx).name()).isEmpty()) {
            throw Problem.told(HttpStatus.CONFLICT, "review.nothing").exception();
        }
        append(ctx, answer, new Verdict.Undone(), "", OptionalInt.empty());
    }

    private void append(Context ctx, Answers.Answer answer, Verdict verdict, String comment, OptionalInt seen) {
        String reviewer = Gate.viewer(ctx).name();
        String source = answer.reviewed().source();
        long row = answer.reviewed().row();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            List<Review> before = reviews.of(source, row);
            int revision = Opinions.of(before).revisions().getOrDefault(reviewer, 0);
            if (seen.isPresent() && seen.getAsInt() != revision) {
                throw Problem.told(HttpStatus.CONFLICT, "review.elsewhere").exception();
            }
            Review review = new Review(answer.reviewed(), reviewer, revision + 1, clock.instant(), verdict, comment);
            if (reviews.append(review)) {
                List<Review> now = reviews.of(source, row);
                AuditTrail.tell(ctx, ReviewJson.held(before, reviewer), ReviewJson.held(now, reviewer));
                ctx.contentType("application/json")
                        .result(ReviewJson.of(answer, now, reviewer).toString());
                return;
            }
        }
        throw Problem.told(HttpStatus.CONFLICT, "review.busy").exception();
    }

    private static Verdict verdict(Answers.Answer answer, JsonNode body, String comment) {
        Map<String, String> given = answer.reviewed().outputs();
        Map<String, String> corrected = new LinkedHashMap<>(outputs(answer, body.path("outputs")));
        corrected.entrySet().removeIf(output -> output.getValue().equals(given.get(output.getKey())));
        if (!corrected.isEmpty()) {
            return new Verdict.Corrected(corrected);
        }
        if (body.path("verdict").asText("").equals("noted")) {
            if (comment.isEmpty()) {
                throw Problem.told(HttpStatus.BAD_REQUEST, "review.note")
                        .withField("comment")
                        .exception();
            }
            return new Verdict.Noted();
        }
        requireAnswered(answer);
        return new Verdict.Confirmed();
    }

    private static void requireAnswered(Answers.Answer answer) {
        if (!answer.error().isEmpty()) {
            throw Problem.told(HttpStatus.UNPROCESSABLE_CONTENT, "review.rejected", answer.error())
                    .exception();
        }
    }

    /** Corrected outputs as they would be printed; each is checked like an input of its type. */
    private static Map<String, String> outputs(Answers.Answer answer, JsonNode json) {
        Map<String, String> outputs = new LinkedHashMap<>();
        if (json.isMissingNode() || json.isNull()) {
            return outputs;
        }
        if (!json.isObject()) {
            throw Problem.badRequest("outputs", "review.no-object");
        }
        requireAnswered(answer);
        Schema schema = answer.prototype()
                .map(Prototype::outputs)
                .orElseThrow(() -> Problem.missing(
                        "missing.version.gone", answer.reviewed().version()));
        json.properties().forEach(member -> {
            Field field = schema.find(member.getKey())
                    .orElseThrow(() -> Problem.badRequest(
                            member.getKey(),
                            "review.unknown",
                            member.getKey(),
                            schema.fields().stream().map(Field::name).toList()));
            outputs.put(field.name(), printed(field, member.getValue()));
        });
        return outputs;
    }

    private static String printed(Field field, JsonNode value) {
        String cell;
        try {
            cell = JsonCells.cell(field.name(), value);
        } catch (InvalidRowException e) {
            throw Problem.badRequest(field.name(), "review.value", Texts.translated(String.valueOf(e.getMessage())));
        }
        Field needed = new Field(field.name(), field.type());
        return switch (RowReader.of(new Schema(List.of(needed)), List.of(field.name()))
                .read(1, List.of(cell))) {
            case RowReader.Result.Read(var row) -> ValuePrinter.print(needed, row.value(field.name()));
            case RowReader.Result.Unread(Outcome.Rejected rejected) ->
                throw Problem.told(
                                HttpStatus.UNPROCESSABLE_CONTENT,
                                "review.invalid",
                                field.label(),
                                Texts.translated(rejected.reason()))
                        .withField(field.name())
                        .exception();
        };
    }

    private static OptionalInt seen(JsonNode body) {
        JsonNode revision = body.path("revision");
        return revision.canConvertToInt() ? OptionalInt.of(revision.asInt()) : OptionalInt.empty();
    }

    /** Nothing at all confirms. */
    private static JsonNode body(Context ctx) {
        return ctx.req().getContentLengthLong() == 0 ? Json.object() : JsonBody.read(ctx, Json.MAPPER, "review");
    }
}
