package dev.vitrine.web.page;

import dev.vitrine.common.prototype.Field;
import dev.vitrine.common.prototype.FieldType;
import dev.vitrine.common.prototype.Schema;
import dev.vitrine.web.text.Texts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A field of a form with the control that fits its type.
 *
 * @param value as typed, or the example
 * @param error what is wrong with it; empty when nothing is
 */
public record Control(Field field, String value, String error) {
    /** What a person sees. */
    public enum Kind {
        NUMBER,
        SELECT,
        LINE,
        TEXT,
        SWITCH,
        DATE,
        IMAGE,
        VECTOR,
        DRAWING
    }

    private static final int LONG_TEXT = 120;
    private static final int FEW = 4;

    /** The controls of a schema's fields, filled with values and errors by field name. */
    public static List<Control> of(Schema schema, Map<String, String> values, Map<String, String> errors) {
        List<Control> controls = new ArrayList<>();
        for (Field field : schema.fields()) {
            controls.add(
                    new Control(field, values.getOrDefault(field.name(), ""), errors.getOrDefault(field.name(), "")));
        }
        return controls;
    }

    /** The declared examples, as the values of a form nobody has filled yet. */
    public static String example(Field field) {
        return field.example().orElse("");
    }

    public Kind kind() {
        return switch (field.type()) {
            case FieldType.Real ignored -> Kind.NUMBER;
            case FieldType.Whole ignored -> Kind.NUMBER;
            case FieldType.Category ignored -> Kind.SELECT;
            case FieldType.Text text -> text.maxLength() > LONG_TEXT ? Kind.TEXT : Kind.LINE;
            case FieldType.Bool ignored -> Kind.SWITCH;
            case FieldType.Date ignored -> Kind.DATE;
            case FieldType.Image ignored -> Kind.IMAGE;
            case FieldType.Vector vector -> vector.drawing().isPresent() ? Kind.DRAWING : Kind.VECTOR;
        };
    }

    public String id() {
        return "field-" + field.name();
    }

    public boolean hasError() {
        return !error.isEmpty();
    }

    /** Ids of the texts that describe the control. */
    public String describedBy() {
        return id() + "-help " + id() + "-error";
    }

    /** {@code Variance of the image. From -8 to 8}: help and limits in one line. */
    public String hint() {
        String help = field.help().orElse("");
        String limits = limits();
        if (help.isEmpty() || limits.isEmpty()) {
            return help + limits;
        }
        return Texts.text(
                help.endsWith(".") || help.endsWith("?") ? "control.limits.after-sentence" : "control.limits",
                help,
                limits);
    }

    private String limits() {
        return switch (field.type()) {
            case FieldType.Real real ->
                range(
                        text(
                                real.min().isPresent(),
                                () -> Format.number(real.min().getAsDouble())),
                        text(
                                real.max().isPresent(),
                                () -> Format.number(real.max().getAsDouble())));
            case FieldType.Whole whole ->
                range(
                        text(
                                whole.min().isPresent(),
                                () -> Long.toString(whole.min().getAsLong())),
                        text(
                                whole.max().isPresent(),
                                () -> Long.toString(whole.max().getAsLong())));
            case FieldType.Date date ->
                range(date.min().map(LocalDate::toString), date.max().map(LocalDate::toString));
            case FieldType.Text text -> Texts.text("control.length", Format.count(text.maxLength()));
            case FieldType.Image image ->
                Texts.text("control.image", Format.number(Math.floor(image.maxBytes() / 1e5) / 10));
            case FieldType.Vector vector ->
                vector.drawing().isPresent() ? "" : Texts.text("control.vector-length", vector.length());
            case FieldType.Category ignored -> "";
            case FieldType.Bool ignored -> "";
        };
    }

    private static Optional<String> text(boolean present, java.util.function.Supplier<String> text) {
        return present ? Optional.of(text.get()) : Optional.empty();
    }

    private static String range(Optional<String> min, Optional<String> max) {
        if (min.isPresent() && max.isPresent()) {
            return Texts.text("control.range", min.get(), max.get());
        }
        return min.map(low -> Texts.text("control.min", low))
                .or(() -> max.map(high -> Texts.text("control.max", high)))
                .orElse("");
    }

    /** The least value, empty when there is none. */
    public String min() {
        return switch (field.type()) {
            case FieldType.Real real ->
                real.min().isPresent() ? Format.number(real.min().getAsDouble()) : "";
            case FieldType.Whole whole ->
                whole.min().isPresent() ? Long.toString(whole.min().getAsLong()) : "";
            case FieldType.Date date -> date.min().map(LocalDate::toString).orElse("");
            case FieldType.Vector vector ->
                vector.min().isPresent() ? Format.number(vector.min().getAsDouble()) : "";
            case FieldType.Category ignored -> "";
            case FieldType.Text ignored -> "";
            case FieldType.Bool ignored -> "";
            case FieldType.Image ignored -> "";
        };
    }

    /** The greatest value, empty when there is none. */
    public String max() {
        return switch (field.type()) {
            case FieldType.Real real ->
                real.max().isPresent() ? Format.number(real.max().getAsDouble()) : "";
            case FieldType.Whole whole ->
                whole.max().isPresent() ? Long.toString(whole.max().getAsLong()) : "";
            case FieldType.Date date -> date.max().map(LocalDate::toString).orElse("");
            case FieldType.Vector vector ->
                vector.max().isPresent() ? Format.number(vector.max().getAsDouble()) : "";
            case FieldType.Category ignored -> "";
            case FieldType.Text ignored -> "";
            case FieldType.Bool ignored -> "";
            case FieldType.Image ignored -> "";
        };
    }

    /** Whether a slider helps beside the number box. */
    public boolean hasSlider() {
        return kind() == Kind.NUMBER && !min().isEmpty() && !max().isEmpty();
    }

    /** A hundredth of the range of a number, one for whole numbers. */
    public String sliderStep() {
        return switch (field.type()) {
            case FieldType.Real real ->
                Format.number((real.max().orElse(1) - real.min().orElse(0)) / 200);
            default -> "1";
        };
    }

    /** The picture that was given, as an address of data; empty when there is none. */
    public String picture() {
        return GivenView.picture(value);
    }

    public boolean isWhole() {
        return field.type() instanceof FieldType.Whole;
    }

    public List<String> options() {
        return field.type() instanceof FieldType.Category category ? category.values() : List.of();
    }

    /** Whether the options are few and short enough to show all at once. */
    public boolean hasFewOptions() {
        return options().size() <= FEW && options().stream().allMatch(option -> option.length() <= 24);
    }

    public int width() {
        return drawing().map(FieldType.Drawing::width).orElse(0);
    }

    public int height() {
        return drawing().map(FieldType.Drawing::height).orElse(0);
    }

    private Optional<FieldType.Drawing> drawing() {
        return field.type() instanceof FieldType.Vector vector ? vector.drawing() : Optional.empty();
    }

    /** Numbers of a vector. */
    public int length() {
        return field.type() instanceof FieldType.Vector vector ? vector.length() : 0;
    }

    public int maxLength() {
        return field.type() instanceof FieldType.Text text ? text.maxLength() : 0;
    }

    public int maxBytes() {
        return field.type() instanceof FieldType.Image image ? image.maxBytes() : 0;
    }
}
