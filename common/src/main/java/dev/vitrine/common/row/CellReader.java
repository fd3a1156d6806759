package dev.vitrine.common.row;

import dev.vitrine.common.prototype.FieldType;
import dev.vitrine.common.text.NearestName;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Reads the text of one cell as a value of a type. Blanks around it are dropped, except in texts. */
final class CellReader {
    private CellReader() {}

    static Value read(FieldType type, String cell) throws InvalidCellException {
        String text = cell.strip();
        return switch (type) {
            case FieldType.Real real -> real(real, text);
            case FieldType.Whole whole -> whole(whole, text);
            case FieldType.Category category -> category(category, text);
            case FieldType.Text any -> text(any, cell);
            case FieldType.Bool ignored -> bool(text);
            case FieldType.Date date -> date(date, text);
            case FieldType.Image image -> image(image, text);
            case FieldType.Vector vector -> vector(vector, text);
        };
    }

    private static Value real(FieldType.Real type, String text) throws InvalidCellException {
        double value = number(text);
        requireWithin(type.min(), type.max(), value, text);
        return new Value.Real(value);
    }

    /** A decimal number with a point, such as {@code -1.5} or {@code 2e-3}; Java's own extras are refused. */
    static double number(String text) throws InvalidCellException {
        boolean digits = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits = true;
            } else if (c != '-' && c != '+' && c != '.' && c != 'e' && c != 'E') {
                throw notANumber(text);
            }
        }
        if (!digits) {
            throw notANumber(text);
        }
        try {
            double value = Double.parseDouble(text);
            if (Double.isInfinite(value)) {
                throw new InvalidCellException(text, "is too large for a number");
            }
            return value;
        } catch (NumberFormatException e) {
            throw notANumber(text);
        }
    }

    private static InvalidCellException notANumber(String text) {
        return new InvalidCellException(
                text,
                text.matches("[-+]?\\d+,\\d+")
                        ? "is not a number; write it with a point, not a comma"
                        : "is not a number");
    }

    private static Value whole(FieldType.Whole type, String text) throws InvalidCellException {
        long value;
        try {
            value = Long.parseLong(text);
        } catch (NumberFormatException e) {
            double real = number(text);
            if (real != Math.rint(real) || Math.abs(real) >= 1L << 53) {
                throw new InvalidCellException(text, "is not a whole number");
            }
            value = (long) real;
        }
        if (type.min().isPresent() && value < type.min().getAsLong()) {
            throw new InvalidCellException(
                    text, "is less than the minimum " + type.min().getAsLong());
        }
        if (type.max().isPresent() && value > type.max().getAsLong()) {
            throw new InvalidCellException(
                    text, "is more than the maximum " + type.max().getAsLong());
        }
        return new Value.Whole(value);
    }

    private static Value category(FieldType.Category type, String text) throws InvalidCellException {
        for (String value : type.values()) {
            if (value.equals(text)) {
                return new Value.Category(value);
            }
        }
        for (String value : type.values()) {
            if (value.equalsIgnoreCase(text)) {
                return new Value.Category(value);
            }
        }
        List<String> values = type.values();
        String known = values.size() <= 12
                ? "one of " + String.join(", ", values)
                : "one of the " + values.size() + " declared values";
        throw new InvalidCellException(text, "is not " + known + NearestName.hint(text, values));
    }

    private static Value text(FieldType.Text type, String cell) throws InvalidCellException {
        if (cell.length() > type.maxLength()) {
            throw new InvalidCellException(
                    cell, "has " + cell.length() + " characters; at most " + type.maxLength() + " are allowed");
        }
        return new Value.Text(cell);
    }

    private static Value bool(String text) throws InvalidCellException {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "1" -> new Value.Bool(true);
            case "false", "no", "0" -> new Value.Bool(false);
            default -> throw new InvalidCellException(text, "is neither true nor false");
        };
    }

    private static Value date(FieldType.Date type, String text) throws InvalidCellException {
        LocalDate value;
        try {
            value = LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new InvalidCellException(text, "is not a date; write it as 2026-01-31");
        }
        if (type.min().isPresent() && value.isBefore(type.min().get())) {
            throw new InvalidCellException(
                    text, "is before the first day " + type.min().get());
        }
        if (type.max().isPresent() && value.isAfter(type.max().get())) {
            throw new InvalidCellException(
                    text, "is after the last day " + type.max().get());
        }
        return new Value.Date(value);
    }

    private static Value image(FieldType.Image type, String text) throws InvalidCellException {
        String base64 = text.startsWith("data:") ? text.substring(text.indexOf(',') + 1) : text;
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new InvalidCellException(text, "is not a picture in base64");
        }
        boolean png = bytes.length > 8 && bytes[0] == (byte) 0x89 && bytes[1] == 'P' && bytes[2] == 'N';
        boolean jpeg = bytes.length > 3 && bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xd8;
        if (!png && !jpeg) {
            throw new InvalidCellException(text, "is neither a PNG nor a JPEG picture");
        }
        if (bytes.length > type.maxBytes()) {
            throw new InvalidCellException(
                    text, "has " + bytes.length + " bytes; at most " + type.maxBytes() + " are allowed");
        }
        return new Value.Image(bytes);
    }

    private static Value vector(FieldType.Vector type, String text) throws InvalidCellException {
        String inner = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        String[] parts = inner.strip().split("\\s*[;,\\s]\\s*", -1);
        if (parts.length != type.length()) {
            throw new InvalidCellException(text, "has " + parts.length + " numbers, not " + type.length());
        }
        float[] values = new float[parts.length];
        for (int i = 0; i < parts.length; i++) {
            values[i] = element(type, parts[i]);
        }
        return new Value.Vector(values);
    }

    /** One number of a vector. */
    static float element(FieldType.Vector type, String text) throws InvalidCellException {
        double value = number(text.strip());
        requireWithin(type.min(), type.max(), value, text);
        if (Math.abs(value) > Float.MAX_VALUE) {
            throw new InvalidCellException(text, "is too large for a vector");
        }
        return (float) value;
    }

    private static void requireWithin(OptionalDouble min, OptionalDouble max, double value, String text)
            throws InvalidCellException {
        if (min.isPresent() && value < min.getAsDouble()) {
            throw new InvalidCellException(text, "is less than the minimum " + plain(min.getAsDouble()));
        }
        if (max.isPresent() && value > max.getAsDouble()) {
            throw new InvalidCellException(text, "is more than the maximum " + plain(max.getAsDouble()));
        }
    }

    private static String plain(double limit) {
        return ValuePrinter.number(limit, 15);
    }
}
