package dev.vitrine.localcloud.cloudformation.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** The text of a template as a tree: JSON, or YAML whose short tags ({@code !Ref}) become functions ({@code Ref}). */
final class TemplateText {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private TemplateText() {}

    static ObjectNode parse(String text) {
        JsonNode tree = text.stripLeading().startsWith("{") ? jsonOrYaml(text) : yaml(text);
        if (tree instanceof ObjectNode object) {
            return object;
        }
        throw new TemplateException("Template format error: unsupported structure.");
    }

    /** YAML may begin with a brace, too. */
    private static JsonNode jsonOrYaml(String text) {
        try {
            return json(text);
        } catch (TemplateException e) {
            try {
                return yaml(text);
            } catch (TemplateException _) {
                throw e;
            }
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? ""
                    : " (line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ")";
            throw new TemplateException("Template format error: JSON not well-formed." + where);
        }
    }

    private static JsonNode yaml(String text) {
        try {
            Optional<Node> root = new Compose(LoadSettings.builder().build()).composeString(text);
            return root.map(TemplateText::node).orElseGet(NODES::missingNode);
        } catch (YamlEngineException e) {
            throw new TemplateException("Template format error: YAML not well-formed. " + e.getMessage());
        }
    }

    private static JsonNode node(Node node) {
        String tag = node.getTag().getValue();
        JsonNode value =
                switch (node) {
                    case MappingNode mapping -> object(mapping);
                    case SequenceNode sequence -> {
                        ArrayNode array = NODES.arrayNode();
                        sequence.getValue().forEach(item -> array.add(node(item)));
                        yield array;
                    }
                    case ScalarNode scalar -> scalar(scalar);
                    default -> throw new TemplateException("Template error: YAML aliases are not allowed in templates");
                };
        if (!tag.startsWith("!") || tag.equals("!")) {
            return value;
        }
        String name = tag.substring(1);
        boolean plain = name.equals("Ref") || name.equals("Condition");
        return NODES.objectNode().set(plain ? name : "Fn::" + name, value);
    }

    private static ObjectNode object(MappingNode mapping) {
        ObjectNode object = NODES.objectNode();
        for (NodeTuple tuple : mapping.getValue()) {
            String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            if (object.has(key)) {
                int line = tuple.getKeyNode()
                        .getStartMark()
                        .map(mark -> mark.getLine() + 1)
                        .orElse(0);
                throw new TemplateException("Template format error: Duplicate key: " + key + " (line " + line + ")");
            }
            object.set(key, node(tuple.getValueNode()));
        }
        return object;
    }

    /** As a reader of JSON would have it: equal numbers are equal nodes. */
    static JsonNode whole(String digits) {
        long number = Long.parseLong(digits);
        return number == (int) number ? NODES.numberNode((int) number) : NODES.numberNode(number);
    }

    private static JsonNode scalar(ScalarNode scalar) {
        String value = scalar.getValue();
        Tag tag = scalar.getTag();
        if (tag.equals(Tag.BOOL)) {
            return NODES.booleanNode(Boolean.parseBoolean(value));
        }
        if (tag.equals(Tag.INT) && value.matches("-?(0|[1-9]\\d{0,17})")) {
            return whole(value);
        }
        if (tag.equals(Tag.FLOAT) && value.matches("-?\\d+\\.\\d+")) {
            return NODES.numberNode(Double.parseDouble(value));
        }
        if (tag.equals(Tag.NULL)) {
            return NODES.nullNode();
        }
        return NODES.textNode(value);
    }
}
