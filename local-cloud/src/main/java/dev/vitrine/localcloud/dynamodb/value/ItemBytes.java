package dev.vitrine.localcloud.dynamodb.value;

import dev.vitrine.localcloud.dynamodb.value.AttributeValue.BinarySet;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue.BinaryValue;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue.BooleanValue;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue.ListValue;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue.MapValue;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue.NullValue;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue.NumberSet;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue.NumberValue;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue.StringSet;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue.StringValue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Items as bytes on disk: a count, then name and value of each attribute; a value is its type's code and its content.
 */
public final class ItemBytes {
    private ItemBytes() {}

    public static byte[] write(Item item) {
        var bytes = new ByteArrayOutputStream(256);
        try (var out = new DataOutputStream(bytes)) {
            writeMap(item.attributes(), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws UncheckedIOException where the bytes are no item
     */
    public static Item read(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return new Item(readMap(in));
        } catch (IOException e) {
            throw new UncheckedIOException("A stored item cannot be read", e);
        }
    }

    private static void writeMap(Map<String, AttributeValue> values, DataOutputStream out) throws IOException {
        out.writeInt(values.size());
        for (var entry : values.entrySet()) {
            writeText(entry.getKey(), out);
            write(entry.getValue(), out);
        }
    }

    private static void write(AttributeValue value, DataOutputStream out) throws IOException {
        out.writeByte(value.type().code());
        switch (value) {
            case StringValue(var text) -> writeText(text, out);
            case NumberValue(var number) -> writeNumber(number, out);
            case BinaryValue(var bytes) -> writeBytes(bytes.toArray(), out);
            case BooleanValue(var bool) -> out.writeBoolean(bool);
            case NullValue ignored -> {}
            case StringSet(var texts) -> writeAll(texts, out, ItemBytes::writeText);
            case NumberSet(var numbers) -> writeAll(numbers, out, ItemBytes::writeNumber);
            case BinarySet(var many) -> writeAll(many, out, (bytes, to) -> writeBytes(bytes.toArray(), to));
            case ListValue(var values) -> writeAll(values, out, ItemBytes::write);
            case MapValue(var values) -> writeMap(values, out);
        }
    }

    private static Map<String, AttributeValue> readMap(DataInputStream in) throws IOException {
        int size = in.readInt();
        Map<String, AttributeValue> values = LinkedHashMap.newLinkedHashMap(size);
        for (int i = 0; i < size; i++) {
            values.put(readText(in), readValue(in));
        }
        return values;
    }

    private static AttributeValue readValue(DataInputStream in) throws IOException {
        return switch (AttributeType.ofCode(in.readByte())) {
            case S -> new StringValue(readText(in));
            case N -> new NumberValue(readNumber(in));
            case B -> new BinaryValue(Bytes.of(readBytes(in)));
            case BOOL -> new BooleanValue(in.readBoolean());
            case NULL -> new NullValue();
            case SS -> new StringSet(readSet(in, ItemBytes::readText));
            case NS -> new NumberSet(readSet(in, ItemBytes::readNumber));
            case BS -> new BinarySet(readSet(in, from -> Bytes.of(readBytes(from))));
            case L -> new ListValue(readList(in, ItemBytes::readValue));
            case M -> new MapValue(readMap(in));
        };
    }

    private interface Writer<T> {
        void write(T value, DataOutputStream out) throws IOException;
    }

    private interface Reader<T> {
        T read(DataInputStream in) throws IOException;
    }

    private static <T> void writeAll(Collection<T> values, DataOutputStream out, Writer<T> writer) throws IOException {
        out.writeInt(values.size());
        for (T value : values) {
            writer.write(value, out);
        }
    }

    private static <T> List<T> readList(DataInputStream in, Reader<T> reader) throws IOException {
        int size = in.readInt();
        List<T> values = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            values.add(reader.read(in));
        }
        return values;
    }

    private static <T> Set<T> readSet(DataInputStream in, Reader<T> reader) throws IOException {
        return new LinkedHashSet<>(readList(in, reader));
    }

    private static void writeNumber(BigDecimal number, DataOutputStream out) throws IOException {
        out.writeInt(number.scale());
        writeBytes(number.unscaledValue().toByteArray(), out);
    }

    private static BigDecimal readNumber(DataInputStream in) throws IOException {
        int scale = in.readInt();
        return new BigDecimal(new BigInteger(readBytes(in)), scale);
    }

    private static void writeText(String text, DataOutputStream out) throws IOException {
        writeBytes(text.getBytes(StandardCharsets.UTF_8), out);
    }

    private static String readText(DataInputStream in) throws IOException {
        return new String(readBytes(in), StandardCharsets.UTF_8);
    }

    private static void writeBytes(byte[] bytes, DataOutputStream out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }
}
