package dev.vitrine.common.prototype;

import dev.vitrine.common.text.NearestName;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads lists of fields in a manifest. */
final class FieldReader {
    private static final List<String> TYPES =
            List.of("number", "integer", "category", "text", "boolean", "date", "image", "vector");

    private FieldReader() {}

    /** The schema under a key of the object, or null when it cannot be made; then there is a problem. */
    static @Nullable Schema schema(YamlObject parent, String key) {
        Optional<List<YamlObject>> objects = parent.objects(key);
        if (objects.isEmpty()) {
            return null;
        }
        List<Field> fields = new ArrayList<>();
        Set<String> names = new HashSet<>();
        boolean whole = true;
        for (YamlObject object : objects.get()) {
            Field field = field(object);
            if (field == null) {
                whole = false;
            } else if (!names.add(field.name().toLowerCase(Locale.ROOT))) {
                object.problem(object.line(), "field '" + field.name() + "' is named twice; rename one of them");
                whole = false;
            } else {
                fields.add(field);
            }
        }
        return whole ? parent.checked(parent.line(key), () -> new Schema(fields)) : null;
    }

    private static @Nullable Field field(YamlObject object) {
        try (object) {
            String name = object.requiredText("name");
            Optional<String> unit = object.text("unit");
            Optional<String> help = object.text("help");
            Optional<String> example = object.text("example");
            boolean required = object.bool("required").orElse(true);
            FieldType type = type(object, object.requiredText("type"));
            return type == null
                    ? null
                    : object.checked(object.line(), () -> new Field(name, type, required, unit, help, example));
        }
    }

    private static @Nullable FieldType type(YamlObject object, String word) {
        int line = object.line("type");
        return switch (word) {
            case "number" -> {
                OptionalDouble min = real(object, "min");
                OptionalDouble max = real(object, "max");
                int digits = object.count("digits").orElse(FieldType.Real.DEFAULT_DIGITS);
                yield object.checked(line, () -> new FieldType.Real(min, max, digits));
            }
            case "integer" -> {
                OptionalLong min = object.whole("min").map(OptionalLong::of).orElse(OptionalLong.empty());
                OptionalLong max = object.whole("max").map(OptionalLong::of).orElse(OptionalLong.empty());
                yield object.checked(line, () -> new FieldType.Whole(min, max));
            }
            case "category" -> {
                Optional<List<String>> values = object.texts("values");
                if (values.isEmpty()) {
                    object.problem(object.line(), "a category needs its values: [...]");
                    yield null;
                }
                yield object.checked(line, () -> new FieldType.Category(values.get()));
            }
            case "text" -> {
                int maxLength = object.count("maxLength").orElse(FieldType.Text.DEFAULT_MAX_LENGTH);
                yield object.checked(line, () -> new FieldType.Text(maxLength));
            }
            case "boolean" -> new FieldType.Bool();
            case "date" -> {
                Optional<LocalDate> min = object.parsed("min", "a date such as 2026-01-31", LocalDate::parse);
                Optional<LocalDate> max = object.parsed("max", "a date such as 2026-01-31", LocalDate::parse);
                yield object.checked(line, () -> new FieldType.Date(min, max));
            }
            case "image" -> {
                int maxBytes = object.count("maxBytes").orElse(FieldType.Image.DEFAULT_MAX_BYTES);
                yield object.checked(line, () -> new FieldType.Image(maxBytes));
            }
            case "vector" -> vector(object, line);
            case "missing" -> null;
            default -> {
                object.problem(
                        line,
                        "unknown type '" + word + "'" + hint(word) + "; the types are " + String.join(", ", TYPES));
                yield null;
            }
        };
    }

    private static @Nullable FieldType vector(YamlObject object, int line) {
        int length = object.count("length").orElse(0);
        OptionalDouble min = real(object, "min");
        OptionalDouble max = real(object, "max");
        Optional<String> columns = object.text("columns");
        Optional<FieldType.Drawing> drawing = object.object("drawing").flatMap(pad -> {
            try (pad) {
                int width = pad.count("width").orElse(0);
                int height = pad.count("height").orElse(0);
                return Optional.ofNullable(pad.checked(pad.line(), () -> new FieldType.Drawing(width, height)));
            }
        });
        int digits = object.count("digits").orElse(FieldType.Real.DEFAULT_DIGITS);
        Optional<String> probabilitiesOf = object.text("probabilitiesOf");
        return object.checked(
                line, () -> new FieldType.Vector(length, min, max, columns, drawing, digits, probabilitiesOf));
    }

    private static OptionalDouble real(YamlObject object, String key) {
        return object.number(key).map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }

    private static String hint(String word) {
        return NearestName.hint(word, TYPES);
    }
}
