package dev.vitrine.inference.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a classifier as MXNet keeps a model: {@code <name>-symbol.json}, and {@code <name>-0000.params} beside it. */
final class MxnetFiles {
    private static final int MXNET_VERSION = 10_900;
    private static final long LIST_MAGIC = 0x112;
    private static final int ARRAY_MAGIC = 0xF993FAC9;

    private final ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private final ArrayNode nodes = json.createArrayNode();
    private final ArrayNode arguments = json.createArrayNode();
    private final ByteArrayOutputStream arrays = new ByteArrayOutputStream();
    private final ByteArrayOutputStream names = new ByteArrayOutputStream();
    private int parameters;

    private MxnetFiles() {}

    static void write(Classifier classifier, Path folder, String name) throws IOException {
        MxnetFiles files = new MxnetFiles();
        byte[] symbol = files.symbol(classifier);
        Files.createDirectories(folder);
        Files.write(folder.resolve(name + "-symbol.json"), symbol);
        Files.write(folder.resolve(name + "-0000.params"), files.params());
    }

    private byte[] symbol(Classifier classifier) throws IOException {
        int last = variable("data");
        for (int i = 0; i < classifier.layers().size(); i++) {
            DenseLayer layer = classifier.layers().get(i);
            String name = "dense" + i;
            int weight = parameter(name + "_weight", layer.weights(), layer.outputs(), layer.inputs());
            int bias = parameter(name + "_bias", layer.bias(), layer.outputs());
            last = operator(
                    "FullyConnected", name, "num_hidden", Integer.toString(layer.outputs()), last, weight, bias);
            if (i < classifier.layers().size() - 1) {
                last = operator("Activation", "relu" + i, "act_type", "relu", last);
            }
        }
        if (classifier.softmax()) {
            last = operator("softmax", "probabilities", "axis", "-1", last);
        }
        ObjectNode root = json.createObjectNode();
        root.set("nodes", nodes);
        root.set("arg_nodes", arguments);
        root.putArray("heads").addArray().add(last).add(0).add(0);
        root.putObject("attrs").putArray("mxnet_version").add("int").add(MXNET_VERSION);
        return (json.writeValueAsString(root) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private int variable(String name) {
        arguments.add(nodes.size());
        return node("null", name);
    }

    private int operator(String op, String name, String attribute, String value, int... inputs) {
        int id = node(op, name, inputs);
        ((ObjectNode) nodes.get(id)).putObject("attrs").put(attribute, value);
        return id;
    }

    private int node(String op, String name, int... inputs) {
        ObjectNode node = nodes.addObject().put("op", op).put("name", name);
        ArrayNode sources = node.putArray("inputs");
        for (int input : inputs) {
            sources.addArray().add(input).add(0).add(0);
        }
        return nodes.size() - 1;
    }

    private int parameter(String name, float[] values, int... shape) {
        parameters++;
        byte[] bytes = new byte[24 + 8 * shape.length + 4 * values.length];
        ByteBuffer array = ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(ARRAY_MAGIC)
                .putInt(0) // dense storage
                .putInt(shape.length);
        for (int size : shape) {
            array.putLong(size);
        }
        array.putInt(1).putInt(0).putInt(0); // on the CPU, device 0, float32
        for (float value : values) {
            array.putFloat(value);
        }
        arrays.writeBytes(bytes);
        byte[] key = ("arg:" + name).getBytes(StandardCharsets.UTF_8);
        names.writeBytes(longs(key.length));
        names.writeBytes(key);
        return variable(name);
    }

    private byte[] params() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(longs(LIST_MAGIC, 0, parameters));
        file.writeBytes(arrays.toByteArray());
        file.writeBytes(longs(parameters));
        file.writeBytes(names.toByteArray());
        return file.toByteArray();
    }

    private static byte[] longs(long... values) {
        byte[] bytes = new byte[8 * values.length];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().put(values);
        return bytes;
    }
}
