package dev.vitrine.common.prototype;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** The type of a field, with its limits. All limits are inclusive. */
public sealed interface FieldType {
    /** The word in the manifest: {@code number}, {@code integer} and so on. */
    String word();

    /**
     * A finite real number.
     *
     * @param digits significant digits that an output is printed with, 1 to 17
     */
    record Real(OptionalDouble min, OptionalDouble max, int digits) implements FieldType {
        public static final int DEFAULT_DIGITS = 6;

        public Real {
            if (digits < 1 || digits > 17) {
                throw new IllegalArgumentException("digits must be 1 to 17, not " + digits);
            }
            if (min.isPresent() && max.isPresent() && min.getAsDouble() > max.getAsDouble()) {
                throw new IllegalArgumentException("min must not be greater than max");
            }
        }

        @Override
        public String word() {
            return "number";
        }
    }

    /** A whole number of at most 64 bits. */
    record Whole(OptionalLong min, OptionalLong max) implements FieldType {
        public Whole {
            if (min.isPresent() && max.isPresent() && min.getAsLong() > max.getAsLong()) {
                throw new IllegalArgumentException("min must not be greater than max");
            }
        }

        @Override
        public String word() {
            return "integer";
        }
    }

    /** One of the given words, at least two of them, no two alike. */
    record Category(List<String> values) implements FieldType {
        public Category {
            values = List.copyOf(values);
            if (values.size() < 2) {
                throw new IllegalArgumentException("a category needs at least two values");
            }
            if (new HashSet<>(values).size() < values.size()) {
                throw new IllegalArgumentException("a category must not name a value twice");
            }
        }

        @Override
        public String word() {
            return "category";
        }
    }

    /** Any text of at most {@code maxLength} characters. */
    record Text(int maxLength) implements FieldType {
        public static final int DEFAULT_MAX_LENGTH = 10_000;

        public Text {
            if (maxLength < 1 || maxLength > 100_000) {
                throw new IllegalArgumentException("maxLength must be 1 to 100000, not " + maxLength);
            }
        }

        @Override
        public String word() {
            return "text";
        }
    }

    /** {@code true} or {@code false}. */
    record Bool() implements FieldType {
        @Override
        public String word() {
            return "boolean";
        }
    }

    /** A day, written as in ISO 8601: {@code 2026-01-31}. */
    record Date(Optional<LocalDate> min, Optional<LocalDate> max) implements FieldType {
        public Date {
            if (min.isPresent() && max.isPresent() && min.get().isAfter(max.get())) {
                throw new IllegalArgumentException("min must not be after max");
            }
        }

        @Override
        public String word() {
            return "date";
        }
    }

    /** A picture (PNG or JPEG) as base64 text, of at most {@code maxBytes} when decoded. */
    record Image(int maxBytes) implements FieldType {
        public static final int DEFAULT_MAX_BYTES = 2_000_000;

        public Image {
            if (maxBytes < 1 || maxBytes > 4_000_000) {
                throw new IllegalArgumentException("maxBytes must be 1 to 4000000, not " + maxBytes);
            }
        }

        @Override
        public String word() {
            return "image";
        }
    }

    /**
     * A fixed count of numbers. In JSON an array; in a table either one cell with the numbers separated by spaces or
     * semicolons, or, when {@code columns} is given, one column each.
     *
     * @param columns pattern of the column names with one {@code %d} form for the index from 0, such as
     *     {@code pixel_%02d}
     * @param drawing the vector is a picture that a person may draw, row by row
     * @param digits significant digits that an output is printed with, 1 to 17
     * @param probabilitiesOf the category output of whose values these are the probabilities, in the order of the values
     */
    record Vector(
            int length,
            OptionalDouble min,
            OptionalDouble max,
            Optional<String> columns,
            Optional<Drawing> drawing,
            int digits,
            Optional<String> probabilitiesOf)
            implements FieldType {
        public Vector {
            if (length < 1 || length > 10_000) {
                throw new IllegalArgumentException("length must be 1 to 10000, not " + length);
            }
            if (digits < 1 || digits > 17) {
                throw new IllegalArgumentException("digits must be 1 to 17, not " + digits);
            }
            if (min.isPresent() && max.isPresent() && min.getAsDouble() > max.getAsDouble()) {
                throw new IllegalArgumentException("min must not be greater than max");
            }
            if (columns.isPresent() && !columns.get().matches("[A-Za-z][A-Za-z0-9_]*%(0[1-9])?d[A-Za-z0-9_]*")) {
                throw new IllegalArgumentException("columns '" + columns.get()
                        + "' must be a column name with one %d or %02d for the index, such as pixel_%02d");
            }
            if (drawing.isPresent()
                    && (drawing.get().width() * drawing.get().height() != length || min.isEmpty() || max.isEmpty())) {
                throw new IllegalArgumentException("drawing needs width x height = length, and min and max");
            }
        }

        /** Of numbers that are no probabilities. */
        public Vector(
                int length,
                OptionalDouble min,
                OptionalDouble max,
                Optional<String> columns,
                Optional<Drawing> drawing,
                int digits) {
            this(length, min, max, columns, drawing, digits, Optional.empty());
        }

        @Override
        public String word() {
            return "vector";
        }
    }

    /** Width and height in cells of a vector that a person may draw. */
    record Drawing(int width, int height) {
        public Drawing {
            if (width < 1 || height < 1 || width > 100 || height > 100) {
                throw new IllegalArgumentException("drawing width and height must be 1 to 100");
            }
        }
    }
}
