package dev.vitrine.web.review;

import dev.vitrine.common.prototype.Field;
import dev.vitrine.common.prototype.FieldType;
import dev.vitrine.common.prototype.Prototype;
import dev.vitrine.common.prototype.Schema;
import dev.vitrine.common.row.RowReader;
import dev.vitrine.common.row.Value;
import dev.vitrine.web.access.JobGuard;
import dev.vitrine.web.problem.Problem;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code GET /prototypes/{p}/review/picture?answer=&field=}: a picture about which was asked, whole, so that reviewers see what
 * the model saw. Of a job it is read by the range of its row.
 */
public final class AskedPictureResource {
    private static final int PNG = 0x89;

    private final Answers answers;

    public AskedPictureResource(Answers answers) {
        this.answers = answers;
    }

    public void serve(Context ctx) {
        String id = Optional.ofNullable(ctx.queryParam("answer")).orElse("");
        String field = Optional.ofNullable(ctx.queryParam("field")).orElse("");
        Answers.Answer answer = answers.find(id, JobGuard.onlyOwner(ctx));
        byte[] picture = answer.prototype()
                .flatMap(prototype -> prototype.inputs().find(field))
                .flatMap(input -> picture(input, answer.reviewed().inputs()))
                .orElseThrow(() -> Problem.missing("missing.asked-picture", field));
        ctx.header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header("Cache-Control", "private, max-age=3600")
                .contentType((picture[0] & 0xff) == PNG ? "image/png" : "image/jpeg")
                .result(picture);
    }

    /** Names of the inputs that are pictures. */
    static List<String> names(Prototype prototype, Map<String, String> inputs) {
        return prototype.inputs().fields().stream()
                .filter(field -> field.type() instanceof FieldType.Image
                        && !cell(field, inputs).isEmpty())
                .map(Field::name)
                .toList();
    }

    private static Optional<byte[]> picture(Field field, Map<String, String> inputs) {
        RowReader.Result read =
                RowReader.of(new Schema(List.of(field)), List.of(field.name())).read(1, List.of(cell(field, inputs)));
        return read instanceof RowReader.Result.Read(var row)
                        && !row.isMissing(field.name())
                        && row.value(field.name()) instanceof Value.Image(byte[] bytes)
                ? Optional.of(bytes)
                : Optional.empty();
    }

    /** Tables may write the names of columns in other letters. */
    private static String cell(Field field, Map<String, String> inputs) {
        return inputs.entrySet().stream()
                .filter(input -> input.getKey().strip().equalsIgnoreCase(field.name()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }
}
