package dev.vitrine.common.prototype;

import dev.vitrine.common.text.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A YAML mapping that is read key by key. Problems are collected with their lines, so that a person sees all of them at
 * once; keys that nobody asked for are problems too, once {@link #close} is called.
 */
final class YamlObject implements AutoCloseable {
    private final String file;
    private final List<ManifestProblem> problems;
    private final Node node;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Integer> keyLines = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();

    YamlObject(String file, List<ManifestProblem> problems, Node node) {
        this.file = file;
        this.problems = problems;
        this.node = node;
        if (!(node instanceof MappingNode mapping)) {
            problem(line(node), "keys and values are expected here");
            return;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            int line = line(tuple.getKeyNode());
            if (values.put(key, tuple.getValueNode()) != null) {
                problem(line, "key '" + key + "' stands twice");
            }
            keyLines.put(key, line);
        }
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    int line() {
        return line(node);
    }

    int line(String key) {
        return keyLines.getOrDefault(key, line());
    }

    void problem(int line, String message) {
        problems.add(new ManifestProblem(file, line, message));
    }

    /** Runs a constructor that checks itself; its complaint becomes a problem at the line. */
    <T> @Nullable T checked(int line, Supplier<T> constructor) {
        try {
            return constructor.get();
        } catch (IllegalArgumentException e) {
            problem(line, String.valueOf(e.getMessage()));
            return null;
        }
    }

    Optional<String> text(String key) {
        return node(key).flatMap(value -> scalar(key, value));
    }

    /** A text that must be there; a stand-in when it is not, beside the problem. */
    String requiredText(String key) {
        if (!values.containsKey(key)) {
            asked.add(key);
            problem(line(), "key '" + key + "' is missing");
            return "missing";
        }
        return text(key).orElse("missing");
    }

    Optional<Double> number(String key) {
        return parsed(key, "a number", text -> {
            double value = Double.parseDouble(text);
            if (!Double.isFinite(value)) {
                throw new NumberFormatException();
            }
            return value;
        });
    }

    Optional<Long> whole(String key) {
        return parsed(key, "a whole number", text -> Long.parseLong(text.replace("_", "")));
    }

    Optional<Integer> count(String key) {
        return parsed(key, "a whole number", text -> Integer.parseInt(text.replace("_", "")));
    }

    Optional<Boolean> bool(String key) {
        return parsed(key, "true or false", text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new NumberFormatException();
        });
    }

    /** Reads a text as something else; a {@link RuntimeException} means that it is not {@code what}. */
    <T> Optional<T> parsed(String key, String what, Function<String, T> parser) {
        return text(key).flatMap(text -> {
            try {
                return Optional.of(parser.apply(text));
            } catch (RuntimeException e) {
                problem(line(key), "'" + key + "' must be " + what + ", not '" + text + "'");
                return Optional.empty();
            }
        });
    }

    Optional<YamlObject> object(String key) {
        return node(key).map(value -> new YamlObject(file, problems, value));
    }

    Optional<List<String>> texts(String key) {
        return items(key).map(items -> items.stream()
                .flatMap(item -> scalar(key, item).stream())
                .toList());
    }

    Optional<List<YamlObject>> objects(String key) {
        return items(key).map(items -> {
            List<YamlObject> objects = new ArrayList<>();
            items.forEach(item -> objects.add(new YamlObject(file, problems, item)));
            return objects;
        });
    }

    /** Complains of the keys that nobody asked for. */
    @Override
    public void close() {
        keyLines.forEach((key, line) -> {
            if (!asked.contains(key)) {
                problem(line, "unknown key '" + key + "'" + nearest(key));
            }
        });
    }

    private String nearest(String key) {
        String hint = NearestName.hint(key, asked);
        return hint.isEmpty() ? "; known here are " + String.join(", ", asked) : hint;
    }

    private Optional<Node> node(String key) {
        asked.add(key);
        return Optional.ofNullable(values.get(key));
    }

    private Optional<List<Node>> items(String key) {
        return node(key).flatMap(value -> {
            if (value instanceof SequenceNode sequence) {
                return Optional.of(sequence.getValue());
            }
            problem(line(key), "'" + key + "' must be a list");
            return Optional.empty();
        });
    }

    private Optional<String> scalar(String key, Node value) {
        if (!(value instanceof ScalarNode scalar)) {
            problem(line(value), "'" + key + "' must be a single value");
            return Optional.empty();
        }
        if (scalar.getTag().equals(Tag.NULL)) {
            problem(line(value), "'" + key + "' has no value");
            return Optional.empty();
        }
        return Optional.of(scalar.getValue());
    }

    private static int line(Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }
}
