package dev.vitrine.localcloud.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.vitrine.localcloud.cloudformation.template.ParameterValues;
import dev.vitrine.localcloud.cloudformation.template.Scope;
import dev.vitrine.localcloud.cloudformation.template.Template;
import dev.vitrine.localcloud.cloudformation.template.TemplateException;
import dev.vitrine.localcloud.cloudformation.type.Provision;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** What names stand for in the template of one stack. */
final class StackScope implements Scope {
    /** Stands for what is not known before a change set is carried out. */
    static final String UNKNOWN = "{{changeSet:KNOWN_AFTER_APPLY}}";

    private final Stack stack;
    private final ParameterValues parameters;
    private final Map<String, StackResource> resources;
    private final Set<String> unknown;
    private final Function<String, String> exports;
    private final Set<String> imports = new TreeSet<>();

    /**
     * Sees the resources as they are at each question.
     *
     * @param unknown logical ids whose values a planned change will bring
     */
    StackScope(
            Stack stack,
            Template template,
            Map<String, StackResource> resources,
            Set<String> unknown,
            Function<String, String> exports) {
        this.stack = stack;
        this.parameters = new ParameterValues(template, stack.parameters());
        this.resources = resources;
        this.unknown = unknown;
        this.exports = exports;
    }

    @Override
    public JsonNode ref(String name) {
        return switch (name) {
            case "AWS::AccountId" -> text(Provision.ACCOUNT);
            case "AWS::Region" -> text(Provision.REGION);
            case "AWS::Partition" -> text("aws");
            case "AWS::URLSuffix" -> text("amazonaws.com");
            case "AWS::StackName" -> text(stack.name());
            case "AWS::StackId" -> text(stack.id());
            case "AWS::NotificationARNs" -> JsonNodeFactory.instance.arrayNode();
            default -> parameterOrResource(name);
        };
    }

    private JsonNode parameterOrResource(String name) {
        String value = stack.resolved().getOrDefault(name, stack.parameters().get(name));
        if (value != null) {
            return parameters.node(name, value);
        }
        if (unknown.contains(name)) {
            return text(UNKNOWN);
        }
        String physicalId = made(name).physicalId();
        if (physicalId == null) {
            throw unresolved(name);
        }
        return text(physicalId);
    }

    @Override
    public JsonNode attribute(String resource, String attribute) {
        if (unknown.contains(resource)) {
            return text(UNKNOWN);
        }
        JsonNode value = made(resource).attributes().get(attribute);
        if (value == null) {
            throw new TemplateException(
                    "Attribute '" + attribute + "' of resource " + resource + " does not exist (yet).");
        }
        return value;
    }

    private StackResource made(String name) {
        StackResource found = resources.get(name);
        if (found == null) {
            throw unresolved(name);
        }
        return found;
    }

    private static TemplateException unresolved(String name) {
        return new TemplateException("Template format error: Unresolved resource dependencies [" + name
                + "] in the Resources block of the template");
    }

    @Override
    public String imported(String name) {
        imports.add(name);
        return exports.apply(name);
    }

    /** The names of the exports that were asked for. */
    Set<String> imports() {
        return imports;
    }

    private static JsonNode text(String text) {
        return TextNode.valueOf(text);
    }
}
