package dev.vitrine.localcloud.cloudformation.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Computes the values of expressions. A value that {@code AWS::NoValue} removes is a missing node. */
public final class Evaluator {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Template template;
    private final Scope scope;

    public Evaluator(Template template, Scope scope) {
        this.template = template;
        this.scope = scope;
    }

    /**
     * The value of an expression.
     *
     * @throws TemplateException when it has none
     */
    public JsonNode value(Expression expression) {
        return switch (expression) {
            case Expression.Literal(JsonNode value) -> value;
            case Expression.Items(List<Expression> items) -> items(items);
            case Expression.Members members -> members(members);
            case Expression.Ref(String name) -> name.equals("AWS::NoValue") ? NODES.missingNode() : scope.ref(name);
            case Expression.GetAtt(String resource, String attribute) -> scope.attribute(resource, attribute);
            case Expression.Sub(List<Expression> pieces) -> NODES.textNode(String.join("", texts(pieces)));
            case Expression.Join(String delimiter, Expression items) ->
                NODES.textNode(String.join(delimiter, texts(list("Fn::Join", items))));
            case Expression.Split(String delimiter, Expression text) -> split(delimiter, text(text));
            case Expression.Select select -> select(select);
            case Expression.If(String condition, Expression then, Expression otherwise) ->
                value(holds(condition) ? then : otherwise);
            case Expression.FindInMap find ->
                template.mapping(text(find.map()), text(find.first()), text(find.second()));
            case Expression.ImportValue(Expression name) -> NODES.textNode(scope.imported(text(name)));
            case Expression.Condition(String name) -> NODES.booleanNode(holds(name));
            case Expression.Equals(Expression left, Expression right) ->
                NODES.booleanNode(comparable(value(left)).equals(comparable(value(right))));
            case Expression.Not(Expression operand) -> NODES.booleanNode(!truth(operand));
            case Expression.And(List<Expression> operands) ->
                NODES.booleanNode(operands.stream().allMatch(this::truth));
            case Expression.Or(List<Expression> operands) ->
                NODES.booleanNode(operands.stream().anyMatch(this::truth));
        };
    }

    /** True if the named condition holds. */
    public boolean holds(String condition) {
        return truth(template.condition(condition));
    }

    /** The value as text, as {@code Fn::Sub} would set it. */
    public String text(Expression expression) {
        JsonNode value = value(expression);
        if (value.isArray() && !value.isEmpty()) {
            List<String> texts = new ArrayList<>();
            value.forEach(item -> texts.add(item.asText()));
            return String.join(",", texts);
        }
        if (value.isContainerNode()) {
            throw new TemplateException("Template error: a string is required where the template has " + value);
        }
        return value.asText();
    }

    private boolean truth(Expression expression) {
        return value(expression).asBoolean();
    }

    private static Object comparable(JsonNode value) {
        return value.isValueNode() ? value.asText() : value;
    }

    private JsonNode items(List<Expression> items) {
        ArrayNode array = NODES.arrayNode();
        for (Expression item : items) {
            JsonNode value = value(item);
            if (!value.isMissingNode()) {
                array.add(value);
            }
        }
        return array;
    }

    private JsonNode members(Expression.Members members) {
        ObjectNode object = NODES.objectNode();
        members.members().forEach((name, expression) -> {
            JsonNode value = value(expression);
            if (!value.isMissingNode()) {
                object.set(name, value);
            }
        });
        return object;
    }

    private List<String> texts(List<Expression> expressions) {
        return expressions.stream().map(this::text).toList();
    }

    private List<Expression> list(String function, Expression expression) {
        JsonNode value = value(expression);
        if (!value.isArray()) {
            throw new TemplateException("Template error: " + function + " requires a list of strings.");
        }
        List<Expression> items = new ArrayList<>();
        value.forEach(item -> items.add(new Expression.Literal(item)));
        return items;
    }

    private static JsonNode split(String delimiter, String text) {
        ArrayNode array = NODES.arrayNode();
        for (String part : text.split(Pattern.quote(delimiter), -1)) {
            array.add(part);
        }
        return array;
    }

    private JsonNode select(Expression.Select select) {
        List<Expression> items = list("Fn::Select", select.items());
        String index = text(select.index());
        if (!index.matches("\\d{1,6}") || Integer.parseInt(index) >= items.size()) {
            throw new TemplateException("Template error: Fn::Select cannot select nonexistent value at index " + index);
        }
        return value(items.get(Integer.parseInt(index)));
    }
}
