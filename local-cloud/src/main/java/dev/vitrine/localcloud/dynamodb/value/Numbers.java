package dev.vitrine.localcloud.dynamodb.value;

import dev.vitrine.localcloud.dynamodb.DynamoDbErrors;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** DynamoDB's numbers: decimal, 38 significant digits, magnitude 1E-130 to 9.99E+125. */
public final class Numbers {
    private static final int MAX_DIGITS = 38;
    private static final int MAX_EXPONENT = 125;
    private static final int MIN_EXPONENT = -130;
    private static final Pattern FORM = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,9})?");

    private Numbers() {}

    /** Reads a number from the wire; throws DynamoDB's ValidationException where it cannot be one. */
    public static BigDecimal parse(String text) {
        if (text.isEmpty()) {
            throw DynamoDbErrors.validation("The parameter cannot be converted to a numeric value");
        }
        if (!FORM.matcher(text).matches()) {
            throw DynamoDbErrors.validation("The parameter cannot be converted to a numeric value: " + text);
        }
        return checked(new BigDecimal(text));
    }

    /** The number itself, normalised, when it is in range; a ValidationException otherwise. */
    public static BigDecimal checked(BigDecimal number) {
        BigDecimal normal = normalize(number);
        if (normal.signum() == 0) {
            return normal;
        }
        long exponent = exponent(normal);
        if (exponent > MAX_EXPONENT) {
            throw DynamoDbErrors.validation(
                    "Number overflow. Attempting to store a number with magnitude larger than supported range");
        }
        if (exponent < MIN_EXPONENT) {
            throw DynamoDbErrors.validation(
                    "Number underflow. Attempting to store a number with magnitude smaller than supported range");
        }
        if (normal.precision() > MAX_DIGITS) {
            throw DynamoDbErrors.validation("Attempting to store more than 38 significant digits in a Number");
        }
        return normal;
    }

    /** The power of ten of the first significant digit. */
    static long exponent(BigDecimal normal) {
        return (long) normal.precision() - normal.scale() - 1;
    }

    static BigDecimal normalize(BigDecimal number) {
        return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }

    /** As DynamoDB prints numbers: plain digits, no exponent. */
    public static String print(BigDecimal number) {
        return number.toPlainString();
    }

    static int size(BigDecimal number) {
        if (number.signum() == 0) {
            return 1;
        }
        int digits = number.precision();
        int extra = digits % 2 != 0 || exponent(number) % 2 != 0 ? 0 : 1;
        return 1 + (digits + 1) / 2 + extra + (number.signum() < 0 ? 1 : 0);
    }
}
