package dev.vitrine.common.row;

import dev.vitrine.common.prototype.Field;
import dev.vitrine.common.prototype.FieldType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Base64;

/** The one way a value becomes text: in realtime answers, results, pages and programs' JSON alike. */
public final class ValuePrinter {
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14
    };

    private ValuePrinter() {}

    /** The value's text; blank when it is missing. Numbers are rounded to the digits that the field declares. */
    public static String print(Field field, Value value) {
        return switch (value) {
            case Value.Real real -> number(real.value(), digits(field.type()));
            case Value.Whole whole -> Long.toString(whole.value());
            case Value.Category category -> category.value();
            case Value.Text text -> text.value();
            case Value.Bool bool -> Boolean.toString(bool.value());
            case Value.Date date -> date.value().toString();
            case Value.Image image -> Base64.getEncoder().encodeToString(image.bytes());
            case Value.Vector vector -> vector(vector.values(), digits(field.type()));
            case Value.Missing ignored -> "";
        };
    }

    private static int digits(FieldType type) {
        return switch (type) {
            case FieldType.Real real -> real.digits();
            case FieldType.Vector vector -> vector.digits();
            case FieldType.Whole ignored -> FieldType.Real.DEFAULT_DIGITS;
            case FieldType.Category ignored -> FieldType.Real.DEFAULT_DIGITS;
            case FieldType.Text ignored -> FieldType.Real.DEFAULT_DIGITS;
            case FieldType.Bool ignored -> FieldType.Real.DEFAULT_DIGITS;
            case FieldType.Date ignored -> FieldType.Real.DEFAULT_DIGITS;
            case FieldType.Image ignored -> FieldType.Real.DEFAULT_DIGITS;
        };
    }

    private static String vector(float[] values, int digits) {
        StringBuilder text = new StringBuilder(values.length * 8);
        for (float value : values) {
            if (!text.isEmpty()) {
                text.append(' ');
            }
            text.append(number(value, digits));
        }
        return text.toString();
    }

    /**
     * A finite number with so many significant digits, without trailing zeros: plain from 1e-5 to below 1e15, else with
     * an exponent.
     */
    public static String number(double value, int digits) {
        if (value == 0) {
            return "0";
        }
        double magnitude = Math.abs(value);
        // The short way: at most 9 digits in a long, and powers of ten that a double holds exactly.
        if (digits <= 9 && magnitude >= 1e-5 && magnitude < 1e9) {
            return shortNumber(value < 0, magnitude, digits);
        }
        BigDecimal rounded = new BigDecimal(value)
                .round(new MathContext(digits, RoundingMode.HALF_EVEN))
                .stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent >= -5 && exponent < 15) {
            return rounded.toPlainString();
        }
        BigDecimal mantissa = rounded.scaleByPowerOfTen(-exponent);
        return mantissa.toPlainString() + "e" + exponent;
    }

    private static String shortNumber(boolean negative, double magnitude, int digits) {
        int exponent = exponentOf(magnitude);
        int scale = digits - 1 - exponent;
        long unscaled = Math.round(scale >= 0 ? magnitude * POWERS[scale] : magnitude / POWERS[-scale]);
        if (scale < 0) {
            return (negative ? "-" : "") + unscaled * (long) POWERS[-scale];
        }
        while (scale > 0 && unscaled % 10 == 0) {
            unscaled /= 10;
            scale--;
        }
        StringBuilder text = new StringBuilder(24);
        if (negative) {
            text.append('-');
        }
        String all = Long.toString(unscaled);
        if (scale == 0) {
            return text.append(all).toString();
        }
        int point = all.length() - scale;
        if (point > 0) {
            return text.append(all, 0, point)
                    .append('.')
                    .append(all, point, all.length())
                    .toString();
        }
        return text.append("0.").repeat('0', -point).append(all).toString();
    }

    /** The power of ten of the first digit, for 1e-5 to below 1e9. */
    private static int exponentOf(double magnitude) {
        int exponent = -5;
        if (magnitude >= 1) {
            exponent = 0;
            while (exponent < 8 && magnitude >= POWERS[exponent + 1]) {
                exponent++;
            }
            return exponent;
        }
        while (magnitude * POWERS[-exponent] >= 10) {
            exponent++;
        }
        return exponent;
    }
}
