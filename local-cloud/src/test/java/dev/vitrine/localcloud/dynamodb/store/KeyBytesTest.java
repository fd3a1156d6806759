package dev.vitrine.localcloud.dynamodb.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.localcloud.dynamodb.value.AttributeValue;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue.BinaryValue;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue.NumberValue;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue.StringValue;
import dev.vitrine.localcloud.dynamodb.value.Bytes;
import dev.vitrine.localcloud.dynamodb.value.ValueOrder;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyBytesTest {
    private static final int MANY = 2_000;

    private final Random random = new Random(4711);

    @Test
    void numbersAreOrderedByValue() {
        List<AttributeValue> numbers = new ArrayList<>();
        for (String edge : List.of(
                "0", "1", "-1", "10", "9", "0.1", "-0.1", "100", "99.5", "1E-130", "-1E-130", "9E125", "-9E125")) {
            numbers.add(new NumberValue(new BigDecimal(edge)));
        }
        for (int i = 0; i < MANY; i++) {
            int bits = 1 + random.nextInt(120);
            BigDecimal number = new BigDecimal(new BigInteger(bits, random), random.nextInt(180) - 90);
            numbers.add(new NumberValue(random.nextBoolean() ? number : number.negate()));
        }
        assertSameOrder(numbers);
    }

    @Test
    void stringsAreOrderedByTheirBytes() {
        List<AttributeValue> texts = new ArrayList<>();
        for (String edge :
                List.of("a", "b", "aa", "ab", "a\u0000", "a\u0000b", "a\u0001", "é", "\uffff", "😀", "\u0000")) {
            texts.add(new StringValue(edge));
        }
        for (int i = 0; i < MANY; i++) {
            texts.add(new StringValue(random.ints(1 + random.nextInt(6), 0, 300)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString()));
        }
        assertSameOrder(texts);
    }

    @Test
    void binariesAreOrderedAsUnsigned() {
        List<AttributeValue> binaries = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            byte[] bytes = new byte[1 + random.nextInt(4)];
            random.nextBytes(bytes);
            if (random.nextBoolean()) {
                bytes[bytes.length - 1] = 0;
            }
            binaries.add(new BinaryValue(Bytes.of(bytes)));
        }
        assertSameOrder(binaries);
    }

    private static void assertSameOrder(List<AttributeValue> values) {
        for (int i = 1; i < values.size(); i++) {
            for (int j = Math.max(0, i - 50); j < i; j++) {
                AttributeValue left = values.get(i);
                AttributeValue right = values.get(j);
                int bytes = Arrays.compareUnsigned(KeyBytes.component(left), KeyBytes.component(right));
                assertThat(Integer.signum(bytes))
                        .as("%s and %s", left, right)
                        .isEqualTo(
                                Integer.signum(ValueOrder.compare(left, right).orElseThrow()));
            }
        }
    }
}
