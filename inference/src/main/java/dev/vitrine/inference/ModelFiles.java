package dev.vitrine.inference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitrine.common.prototype.PredictorSpec.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files of one model in a folder.
 *
 * @param prefix name of the files without their endings
 * @param firstWeight name of the parameter whose second dimension is the features that an MXNet model takes
 */
record ModelFiles(Engine engine, Path folder, String prefix, Optional<String> firstWeight) {
    /**
     * Finds the one model of the engine in the folder.
     *
     * @param shown the folder as the manifest names it
     */
    static ModelFiles find(String name, Engine engine, Path folder, String shown) {
        String ending =
                switch (engine) {
                    case MXNet -> "-symbol.json";
                    case OnnxRuntime -> ".onnx";
                };
        List<String> found = names(name, folder, shown).stream()
                .filter(file -> file.endsWith(ending))
                .toList();
        if (found.size() != 1) {
            throw new ModelException("Model " + name + ": folder " + shown + " holds "
                    + (found.isEmpty() ? "no file *" : found + ", more than one file *") + ending
                    + "; engine " + engine + " needs exactly one.");
        }
        String prefix = found.getFirst().substring(0, found.getFirst().length() - ending.length());
        return switch (engine) {
            case MXNet -> mxnet(name, folder, shown, prefix);
            case OnnxRuntime -> new ModelFiles(engine, folder, prefix, Optional.empty());
        };
    }

    private static List<String> names(String name, Path folder, String shown) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new ModelException("Model " + name + ": there is no folder " + shown + " in the version.", e);
        }
    }

    private static ModelFiles mxnet(String name, Path folder, String shown, String prefix) {
        if (names(name, folder, shown).stream()
                .noneMatch(file -> file.startsWith(prefix + "-") && file.endsWith(".params"))) {
            throw new ModelException("Model " + name + ": folder " + shown + " holds " + prefix + "-symbol.json but no "
                    + prefix + "-0000.params beside it; add its parameters.");
        }
        String file = prefix + "-symbol.json";
        try {
            JsonNode nodes =
                    new ObjectMapper().readTree(folder.resolve(file).toFile()).path("nodes");
            return new ModelFiles(Engine.MXNet, folder, prefix, firstWeight(nodes));
        } catch (IOException e) {
            throw new ModelException(
                    "Model " + name + ": " + file + " is not JSON: " + ModelException.reason(e)
                            + ". Export or train it again, and publish.",
                    e);
        }
    }

    /** The weight of the fully connected layer that takes the input as it comes, where there is such a layer. */
    private static Optional<String> firstWeight(JsonNode nodes) {
        for (JsonNode node : nodes) {
            JsonNode source = nodes.path(node.path("inputs").path(0).path(0).asInt(-1));
            boolean first = source.path("op").asText().equals("null");
            if (first && node.path("op").asText().equals("FullyConnected")) {
                int weight = node.path("inputs").path(1).path(0).asInt(-1);
                return Optional.of(nodes.path(weight).path("name").asText());
            }
        }
        return Optional.empty();
    }

    /** The files' names, for people. */
    String describe() {
        return switch (engine) {
            case MXNet -> prefix + "-symbol.json with its .params";
            case OnnxRuntime -> prefix + ".onnx";
        };
    }
}
