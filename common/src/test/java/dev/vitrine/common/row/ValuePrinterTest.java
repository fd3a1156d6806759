package dev.vitrine.common.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValuePrinterTest {
    @ParameterizedTest
    @CsvSource({
        "0,0",
        "-0.0,0",
        "1,1",
        "-1.5,-1.5",
        "0.1,0.1",
        "3.14159265,3.14159",
        "9.9999996,10",
        "0.99999951,1",
        "123456789,123457000",
        "999999999,1000000000",
        "0.00001,0.00001",
        "0.0000123456789,0.0000123457",
        "0.000001,1e-6",
        "1.5e-7,1.5e-7",
        "1e15,1e15",
        "123456789012345,123457000000000",
        "-2.5e300,-2.5e300",
        "4.9e-324,4.94066e-324",
    })
    void printsSixSignificantDigits(double value, String printed) {
        assertThat(ValuePrinter.number(value, 6)).isEqualTo(printed);
    }

    @ParameterizedTest
    @CsvSource({"3.14159265,1,3", "3.14159265,9,3.14159265", "0.1,17,0.10000000000000001"})
    void printsTheDigitsThatAreDeclared(double value, int digits, String printed) {
        assertThat(ValuePrinter.number(value, digits)).isEqualTo(printed);
    }

    @Test
    void theShortWayAgreesWithExactRounding() {
        Random random = new Random(7);
        for (int i = 0; i < 200_000; i++) {
            double value = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(13) - 4);
            if (Math.abs(value) < 1e-5) {
                continue;
            }
            BigDecimal exact = new BigDecimal(value).round(new MathContext(6, RoundingMode.HALF_EVEN));
            assertThat(new BigDecimal(ValuePrinter.number(value, 6))).isEqualByComparingTo(exact);
        }
    }
}
