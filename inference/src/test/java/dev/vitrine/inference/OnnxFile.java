package dev.vitrine.inference;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the smallest ONNX models: one matrix product, with what is wanted after it. Protocol buffers by hand. */
final class OnnxFile {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private OnnxFile() {}

    /** The same with a whole number beside it, as converters of classifiers write it: {@code label = argmax(y)}. */
    static void writeWithLabel(Path file, float[][] weights, float[] bias, String activation) throws IOException {
        OnnxFile graph = graph(weights, bias, activation, 0);
        OnnxFile label =
                new OnnxFile().text(1, "label").message(2, new OnnxFile().message(1, new OnnxFile().number(1, 7)));
        save(file, graph.message(1, node("ArgMax", "label", "y")).message(12, label));
    }

    /**
     * {@code y = activation(x weights + bias)}.
     *
     * @param weights one row per feature
     * @param activation such as {@code Softmax} or {@code Identity}
     * @param rows of the input; 0 for any number
     */
    static void write(Path file, float[][] weights, float[] bias, String activation, int rows) throws IOException {
        save(file, graph(weights, bias, activation, rows));
    }

    private static OnnxFile graph(float[][] weights, float[] bias, String activation, int rows) {
        float[] flat = new float[weights.length * bias.length];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = weights[i / bias.length][i % bias.length];
        }
        return new OnnxFile()
                .message(1, node("Gemm", "z", "x", "w", "b"))
                .message(1, node(activation, "y", "z"))
                .text(2, "graph")
                .message(5, tensor("w", flat, weights.length, bias.length))
                .message(5, tensor("b", bias, bias.length))
                .message(11, value("x", rows, weights.length))
                .message(12, value("y", rows, bias.length));
    }

    private static void save(Path file, OnnxFile graph) throws IOException {
        OnnxFile model = new OnnxFile()
                .number(1, 8)
                .message(7, graph)
                .message(8, new OnnxFile().text(1, "").number(2, 13));
        Files.createDirectories(file.getParent());
        Files.write(file, model.bytes.toByteArray());
    }

    private static OnnxFile node(String op, String output, String... inputs) {
        OnnxFile node = new OnnxFile();
        for (String input : inputs) {
            node.text(1, input);
        }
        return node.text(2, output).text(4, op);
    }

    private static OnnxFile tensor(String name, float[] values, int... shape) {
        OnnxFile tensor = new OnnxFile();
        for (int size : shape) {
            tensor.number(1, size);
        }
        byte[] raw = new byte[4 * values.length];
        ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
        return tensor.number(2, 1).text(8, name).blob(9, raw);
    }

    private static OnnxFile value(String name, int rows, int columns) {
        OnnxFile first = rows > 0 ? new OnnxFile().number(1, rows) : new OnnxFile().text(2, "N");
        OnnxFile shape = new OnnxFile().message(1, first).message(1, new OnnxFile().number(1, columns));
        OnnxFile tensor = new OnnxFile().number(1, 1).message(2, shape);
        return new OnnxFile().text(1, name).message(2, new OnnxFile().message(1, tensor));
    }

    private OnnxFile number(int field, long value) {
        varint((long) field << 3);
        varint(value);
        return this;
    }

    private OnnxFile text(int field, String value) {
        return blob(field, value.getBytes(StandardCharsets.UTF_8));
    }

    private OnnxFile message(int field, OnnxFile value) {
        return blob(field, value.bytes.toByteArray());
    }

    private OnnxFile blob(int field, byte[] value) {
        varint(((long) field << 3) | 2);
        varint(value.length);
        bytes.writeBytes(value);
        return this;
    }

    private void varint(long value) {
        long rest = value;
        while (rest >= 0x80) {
            bytes.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }
}
