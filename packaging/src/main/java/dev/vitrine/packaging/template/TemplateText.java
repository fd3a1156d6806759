package dev.vitrine.packaging.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** YAML as a tree in which short tags ({@code !Sub}) are functions ({@code Fn::Sub}). Scalars but truth values are texts. */
final class TemplateText {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private TemplateText() {}

    static JsonNode parse(String yaml) {
        try {
            return new Compose(LoadSettings.builder().build())
                    .composeString(yaml)
                    .map(TemplateText::node)
                    .orElseGet(NODES::missingNode);
        } catch (YamlEngineException e) {
            throw new TemplateException("this is not YAML: " + e.getMessage());
        }
    }

    private static JsonNode node(Node node) {
        JsonNode value =
                switch (node) {
                    case MappingNode mapping -> object(mapping);
                    case SequenceNode sequence -> {
                        ArrayNode array = NODES.arrayNode();
                        sequence.getValue().forEach(item -> array.add(node(item)));
                        yield array;
                    }
                    case ScalarNode scalar
                    when scalar.getTag().equals(Tag.BOOL) -> NODES.booleanNode(Boolean.parseBoolean(scalar.getValue()));
                    case ScalarNode scalar -> NODES.textNode(scalar.getValue());
                    default -> throw new TemplateException("YAML aliases are not for templates");
                };
        String tag = node.getTag().getValue();
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
            String key = ((ScalarNode) tuple.getKeyNode()).getValue();
            if (object.has(key)) {
                throw new TemplateException("key " + key + " stands twice");
            }
            object.set(key, node(tuple.getValueNode()));
        }
        return object;
    }
}
