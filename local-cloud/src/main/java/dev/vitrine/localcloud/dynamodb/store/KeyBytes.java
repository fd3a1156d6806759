package dev.vitrine.localcloud.dynamodb.store;

import dev.vitrine.localcloud.dynamodb.table.KeyAttribute;
import dev.vitrine.localcloud.dynamodb.table.KeySchema;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue.BinaryValue;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue.NumberValue;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue.StringValue;
import dev.vitrine.localcloud.dynamodb.value.Item;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.CRC32C;

/**
 * Keys as bytes whose unsigned order is DynamoDB's: four bytes of the partition key's hash, the partition key, the sort
 * key; in an index, the table's key follows. Each component ends with two zero bytes, and a zero byte in it is followed
 * by 0xFF, so that no key is a prefix of another.
 */
public final class KeyBytes {
    private static final int EXPONENT_BIAS = 0x4000;

    private KeyBytes() {}

    /** The key under which a table holds the item. */
    public static byte[] ofTable(KeySchema keys, Item item) {
        var out = new ByteArrayOutputStream(64);
        out.writeBytes(partition(value(item, keys.partition())));
        if (keys.sort() != null) {
            out.writeBytes(component(value(item, keys.sort())));
        }
        return out.toByteArray();
    }

    /** The key under which an index holds the item. */
    public static byte[] ofIndex(KeySchema indexKeys, KeySchema tableKeys, Item item) {
        var out = new ByteArrayOutputStream(96);
        out.writeBytes(ofTable(indexKeys, item));
        for (KeyAttribute attribute : tableKeys.attributes()) {
            out.writeBytes(component(value(item, attribute)));
        }
        return out.toByteArray();
    }

    private static AttributeValue value(Item item, KeyAttribute attribute) {
        return Objects.requireNonNull(item.get(attribute.name()), attribute.name());
    }

    /** What all keys of one partition begin with. */
    public static byte[] partition(AttributeValue value) {
        byte[] component = component(value);
        var crc = new CRC32C();
        crc.update(component);
        return ByteBuffer.allocate(4 + component.length)
                .putInt((int) crc.getValue())
                .put(component)
                .array();
    }

    /** One component with its end. */
    public static byte[] component(AttributeValue value) {
        byte[] prefix = prefix(value);
        return Arrays.copyOf(prefix, prefix.length + 2);
    }

    /** One component without its end: what the components of all values that begin with this one begin with. */
    public static byte[] prefix(AttributeValue value) {
        byte[] raw = raw(value);
        var out = new ByteArrayOutputStream(raw.length + 2);
        for (byte b : raw) {
            out.write(b);
            if (b == 0) {
                out.write(0xFF);
            }
        }
        return out.toByteArray();
    }

    public static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** The least key greater than every key that begins with the given bytes. */
    public static byte[] after(byte[] prefix) {
        int last = prefix.length - 1;
        while (last >= 0 && prefix[last] == (byte) 0xFF) {
            last--;
        }
        if (last < 0) {
            // No key is longer than its limits allow, and none begins with that many 0xFF.
            byte[] end = new byte[8192];
            Arrays.fill(end, (byte) 0xFF);
            return end;
        }
        byte[] end = Arrays.copyOf(prefix, last + 1);
        end[last]++;
        return end;
    }

    private static byte[] raw(AttributeValue value) {
        return switch (value) {
            case StringValue(var text) -> text.getBytes(StandardCharsets.UTF_8);
            case BinaryValue(var bytes) -> bytes.toArray();
            case NumberValue(var number) -> number(number);
            case AttributeValue other -> throw new IllegalArgumentException("A key is S, N or B, not " + other.type());
        };
    }

    /** Sign, biased exponent, then two decimal digits a byte; all bits flipped for negative numbers. */
    private static byte[] number(BigDecimal number) {
        if (number.signum() == 0) {
            return new byte[] {(byte) 0x80};
        }
        BigInteger unscaled = number.unscaledValue().abs();
        String digits = unscaled.toString();
        int exponent = digits.length() - number.scale() + EXPONENT_BIAS;
        String even = digits.length() % 2 == 0 ? digits : digits + "0";
        ByteBuffer bytes = ByteBuffer.allocate(4 + even.length() / 2);
        bytes.put((byte) 0xC0).putShort((short) exponent);
        for (int i = 0; i < even.length(); i += 2) {
            bytes.put((byte) (1 + Integer.parseInt(even, i, i + 2, 10)));
        }
        bytes.put((byte) 0);
        byte[] result = bytes.array();
        if (number.signum() < 0) {
            for (int i = 0; i < result.length; i++) {
                result[i] = (byte) ~result[i];
            }
        }
        return result;
    }
}
