package dev.vitrine.web.page;

import dev.vitrine.common.prototype.Field;
import dev.vitrine.common.prototype.FieldType;
import dev.vitrine.common.prototype.Schema;
import dev.vitrine.web.prediction.GivenInputs;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An input as it was given, to be looked at.
 *
 * @param text empty when nothing was given, or when it is a picture or a drawing
 * @param picture address of data of a picture; empty when it is none
 * @param dots the dark cells of a drawing
 */
public record GivenView(String label, String unit, String text, String picture, int width, int height, List<Dot> dots) {
    private static final int MOST_TEXT = 2_000;

    /** A cell of a drawing; how dark from 0 to 1. */
    public record Dot(int x, int y, String dark) {}

    /** All inputs of a question. */
    static List<GivenView> of(Schema inputs, GivenInputs given) {
        return inputs.fields().stream()
                .map(field -> of(field, given.value(field)))
                .toList();
    }

    private static GivenView of(Field field, String value) {
        String label = field.label();
        String unit = field.unit().orElse("");
        if (field.type() instanceof FieldType.Image) {
            return new GivenView(label, unit, "", picture(value), 0, 0, List.of());
        }
        if (field.type() instanceof FieldType.Vector vector && vector.drawing().isPresent() && !value.isBlank()) {
            FieldType.Drawing drawing = vector.drawing().get();
            return new GivenView(
                    label, unit, "", "", drawing.width(), drawing.height(), dots(vector, drawing.width(), value));
        }
        String text = value.length() <= MOST_TEXT ? value : value.substring(0, MOST_TEXT) + "…";
        return new GivenView(label, unit, text, "", 0, 0, List.of());
    }

    /** The address of data of a PNG or JPEG in base64; empty when it is neither. */
    static String picture(String base64) {
        if (!base64.matches("[A-Za-z0-9+/=\\s]+")) {
            return "";
        }
        if (base64.startsWith("iVBORw0KGgo")) {
            return "data:image/png;base64," + base64;
        }
        return base64.startsWith("/9j/") ? "data:image/jpeg;base64," + base64 : "";
    }

    private static List<Dot> dots(FieldType.Vector vector, int width, String value) {
        double low = vector.min().orElse(0);
        double high = vector.max().orElse(1);
        String[] numbers = value.strip().split("[;,\\s]+", -1);
        List<Dot> dots = new ArrayList<>();
        for (int i = 0; i < Math.min(numbers.length, vector.length()); i++) {
            double dark = share(numbers[i], low, high);
            if (dark > 0) {
                dots.add(new Dot(i % width, i / width, String.format(Locale.ROOT, "%.3f", dark)));
            }
        }
        return dots;
    }

    private static double share(String number, double low, double high) {
        try {
            return Math.clamp((Double.parseDouble(number) - low) / (high - low), 0.0, 1.0);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
