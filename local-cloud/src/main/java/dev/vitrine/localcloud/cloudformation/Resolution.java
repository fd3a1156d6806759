package dev.vitrine.localcloud.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.cloudformation.template.Evaluator;
import dev.vitrine.localcloud.cloudformation.template.ResourceDeclaration;
import dev.vitrine.localcloud.cloudformation.template.Template;
import dev.vitrine.localcloud.cloudformation.template.TemplateException;
import dev.vitrine.localcloud.cloudformation.template.TypeSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The declarations of a stack's template with their values. */
final class Resolution {
    private final Stack stack;
    private final Template template;
    private final StackScope scope;
    private final Evaluator evaluator;

    Resolution(Stack stack, Template template, StackScope scope) {
        this.stack = stack;
        this.template = template;
        this.scope = scope;
        this.evaluator = new Evaluator(template, scope);
    }

    /** The resources that the stack has by its conditions, each after those that it depends on. */
    List<ResourceDeclaration> resources() {
        return template.order().stream()
                .filter(resource -> resource.condition().map(evaluator::holds).orElse(true))
                .toList();
    }

    /**
     * The properties of a resource, with the stack's tags where it takes tags.
     *
     * @throws TemplateException in CloudFormation's words
     */
    ObjectNode properties(ResourceDeclaration resource) {
        TypeSchema schema = schema(resource.type());
        JsonNode value = evaluator.value(resource.properties());
        try {
            ObjectNode properties = schema.conform(value);
            if (schema.isTaggable() && !stack.tags().isEmpty()) {
                properties.set("Tags", tags(properties));
            }
            return properties;
        } catch (TemplateException e) {
            throw new TemplateException(
                    "Properties validation failed for resource " + resource.id() + " with message:\n" + e.getMessage());
        }
    }

    static TypeSchema schema(String type) {
        return TypeSchema.find(type).orElseThrow(() -> new IllegalStateException(type));
    }

    private ArrayNode tags(ObjectNode properties) {
        Map<String, JsonNode> byKey = new LinkedHashMap<>();
        properties.path("Tags").forEach(tag -> byKey.put(tag.path("Key").asText(), tag));
        ArrayNode tags = properties.arrayNode().addAll(byKey.values());
        stack.tags().entrySet().stream()
                .filter(tag -> !byKey.containsKey(tag.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .forEach(tag -> tags.addObject().put("Key", tag.getKey()).put("Value", tag.getValue()));
        return tags;
    }

    List<Stack.Output> outputs() {
        List<Stack.Output> outputs = new ArrayList<>();
        template.outputs().values().stream()
                .filter(output -> output.condition().map(evaluator::holds).orElse(true))
                .forEach(output -> outputs.add(new Stack.Output(
                        output.key(),
                        evaluator.text(output.value()),
                        output.description().orElse(null),
                        output.exportName().map(evaluator::text).orElse(null))));
        return outputs;
    }

    /** The exports of other stacks that were used so far. */
    List<String> imports() {
        return List.copyOf(scope.imports());
    }
}
