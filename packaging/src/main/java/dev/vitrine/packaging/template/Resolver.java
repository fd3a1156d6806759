package dev.vitrine.packaging.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Computes functions. A value that {@code AWS::NoValue} removes is a missing node. */
final class Resolver {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(!?)([^}]+)}");

    private final Template template;
    private final Map<String, String> parameters;
    private final Map<String, String> pseudo;
    private final String where;
    private final Set<String> attributes;

    Resolver(Template template, Map<String, String> parameters, String region) {
        this(
                template,
                parameters,
                Map.of(
                        "AWS::AccountId", "000000000000",
                        "AWS::Region", region,
                        "AWS::Partition", "aws",
                        "AWS::URLSuffix", "amazonaws.com",
                        "AWS::StackName", "stack",
                        "AWS::StackId", "stack-id"),
                "template",
                Set.of());
    }

    private Resolver(
            Template template,
            Map<String, String> parameters,
            Map<String, String> pseudo,
            String where,
            Set<String> attributes) {
        this.template = template;
        this.parameters = parameters;
        this.pseudo = pseudo;
        this.where = where;
        this.attributes = attributes;
    }

    /** For one place of the template; the attributes that it reads are added to the set. */
    Resolver at(String place, Set<String> read) {
        return new Resolver(template, parameters, pseudo, place, read);
    }

    JsonNode value(JsonNode node) {
        if (node instanceof ArrayNode array) {
            ArrayNode items = NODES.arrayNode();
            array.forEach(item -> {
                JsonNode value = value(item);
                if (!value.isMissingNode()) {
                    items.add(value);
                }
            });
            return items;
        }
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        String first = object.size() == 1 ? object.fieldNames().next() : "";
        if (first.equals("Ref") || first.startsWith("Fn::")) {
            return function(first, object.path(first));
        }
        ObjectNode members = NODES.objectNode();
        object.properties().forEach(member -> {
            JsonNode value = value(member.getValue());
            if (!value.isMissingNode()) {
                members.set(member.getKey(), value);
            }
        });
        return members;
    }

    private JsonNode function(String name, JsonNode argument) {
        return switch (name) {
            case "Ref" -> ref(argument.asText());
            case "Fn::GetAtt" ->
                NODES.textNode(attribute(argument.isArray() ? joined(".", argument) : argument.asText()));
            case "Fn::Sub" -> NODES.textNode(sub(argument));
            case "Fn::Join" -> NODES.textNode(joined(argument.path(0).asText(), value(argument.path(1))));
            case "Fn::Select" -> value(argument.path(1)).path(argument.path(0).asInt());
            case "Fn::Split" ->
                list(value(argument.path(1)).asText(), argument.path(0).asText());
            case "Fn::If" -> value(argument.path(holds(argument.path(0).asText()) ? 1 : 2));
            case "Fn::FindInMap" ->
                template.mappings()
                        .path(value(argument.path(0)).asText())
                        .path(value(argument.path(1)).asText())
                        .path(value(argument.path(2)).asText());
            case "Fn::ImportValue" -> NODES.textNode("import:" + value(argument).asText());
            default -> throw new TemplateException(where + ": unknown function " + name);
        };
    }

    private JsonNode ref(String name) {
        if (name.equals("AWS::NoValue")) {
            return NODES.missingNode();
        }
        if (pseudo.containsKey(name)) {
            return NODES.textNode(pseudo.get(name));
        }
        String parameter = parameters.get(name);
        if (parameter != null) {
            String type = template.parameters()
                    .getOrDefault(name, NODES.missingNode())
                    .path("Type")
                    .asText();
            return type.startsWith("List<") || type.equals("CommaDelimitedList")
                    ? list(parameter, ",")
                    : NODES.textNode(parameter);
        }
        requireResource(name);
        return NODES.textNode(name);
    }

    private String attribute(String name) {
        requireResource(name.substring(0, Math.max(0, name.indexOf('.'))));
        attributes.add(name);
        return name;
    }

    private void requireResource(String id) {
        if (!template.resources().containsKey(id)) {
            throw new TemplateException(where + ": there is no " + id);
        }
        if (!exists(id)) {
            throw new TemplateException(where + ": the condition of " + id + " does not hold here");
        }
    }

    private String sub(JsonNode argument) {
        JsonNode own = argument.path(1);
        String text = argument.isArray() ? argument.path(0).asText() : argument.asText();
        return VARIABLE.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(
                        match.group(1).isEmpty() ? variable(match.group(2), own) : "${" + match.group(2) + "}"));
    }

    private String variable(String name, JsonNode own) {
        if (own.has(name)) {
            return value(own.path(name)).asText();
        }
        return name.contains(".") ? attribute(name) : ref(name).asText();
    }

    boolean exists(String id) {
        JsonNode condition =
                template.resources().getOrDefault(id, NODES.missingNode()).path("Condition");
        return condition.isMissingNode() || holds(condition.asText());
    }

    boolean holds(String condition) {
        JsonNode expression = template.conditions().get(condition);
        if (expression == null) {
            throw new TemplateException(where + ": there is no condition " + condition);
        }
        return truth(expression);
    }

    private boolean truth(JsonNode expression) {
        String name = expression.isObject() && expression.size() == 1
                ? expression.fieldNames().next()
                : "";
        JsonNode argument = expression.path(name);
        return switch (name) {
            case "Condition" -> holds(argument.asText());
            case "Fn::Equals" ->
                value(argument.path(0)).asText().equals(value(argument.path(1)).asText());
            case "Fn::Not" -> !truth(argument.path(0));
            case "Fn::And" ->
                StreamSupport.stream(argument.spliterator(), false).allMatch(this::truth);
            case "Fn::Or" -> StreamSupport.stream(argument.spliterator(), false).anyMatch(this::truth);
            default -> throw new TemplateException(where + ": not a condition: " + expression);
        };
    }

    void checkDependencies(String id, JsonNode dependsOn) {
        Iterable<JsonNode> names = dependsOn.isTextual() ? Set.of(dependsOn) : dependsOn;
        names.forEach(name -> {
            if (!template.resources().containsKey(name.asText())) {
                throw new TemplateException(id + " depends on " + name.asText() + ", which is not there");
            }
        });
    }

    private static ArrayNode list(String text, String delimiter) {
        ArrayNode items = NODES.arrayNode();
        for (String item : text.split(Pattern.quote(delimiter), -1)) {
            items.add(item);
        }
        return items;
    }

    private static String joined(String delimiter, JsonNode items) {
        return StreamSupport.stream(items.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(delimiter));
    }
}
