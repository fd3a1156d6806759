package dev.vitrine.common.row;

import java.time.LocalDate;

/** One typed value of a row. */
public sealed interface Value {
    /** A finite real number. */
    record Real(double value) implements Value {
        public Real {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("a number must be finite, not " + value);
            }
        }
    }

    record Whole(long value) implements Value {}

    /** A word of the field's category. */
    record Category(String value) implements Value {}

    record Text(String value) implements Value {}

    record Bool(boolean value) implements Value {}

    record Date(LocalDate value) implements Value {}

    /** The bytes of a PNG or JPEG file. Not copied: nobody changes them. */
    @SuppressWarnings("ArrayRecordComponent") // pictures are compared by nobody, and copies would double the memory
    record Image(byte[] bytes) implements Value {}

    /** Finite numbers. Not copied: nobody changes them. */
    @SuppressWarnings("ArrayRecordComponent") // vectors are compared by nobody, and copies would double the memory
    record Vector(float[] values) implements Value {}

    /** A field that is not required was left blank. */
    record Missing() implements Value {
        public static final Missing INSTANCE = new Missing();
    }
}
