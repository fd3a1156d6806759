package dev.vitrine.localcloud.cloudformation.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads expressions from a template's tree, in which functions have their long names. */
final class ExpressionReader {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(!?)([^}]*)}");
    private static final int MAX_OPERANDS = 10;

    private ExpressionReader() {}

    static Expression read(JsonNode node) {
        if (node.isArray()) {
            return new Expression.Items(all(node));
        }
        if (!node.isObject()) {
            return new Expression.Literal(node);
        }
        if (node.size() == 1) {
            String name = node.fieldNames().next();
            if (name.equals("Ref") || name.startsWith("Fn::")) {
                return function(name, node.get(name));
            }
        }
        Map<String, Expression> members = new LinkedHashMap<>();
        node.properties().forEach(member -> members.put(member.getKey(), read(member.getValue())));
        return new Expression.Members(members);
    }

    /** A condition: as any expression, with {@code Condition} naming another. */
    static Expression condition(JsonNode node) {
        if (node.isObject() && node.size() == 1) {
            String name = node.fieldNames().next();
            JsonNode value = node.get(name);
            return switch (name) {
                case "Condition" -> new Expression.Condition(text(name, value));
                case "Fn::And" -> new Expression.And(operands(name, value));
                case "Fn::Or" -> new Expression.Or(operands(name, value));
                case "Fn::Not" -> {
                    if (!value.isArray() || value.size() != 1) {
                        throw error("Fn::Not object requires a list of one parameter.");
                    }
                    yield new Expression.Not(condition(value.get(0)));
                }
                default -> read(node);
            };
        }
        return read(node);
    }

    private static Expression function(String name, JsonNode value) {
        return switch (name) {
            case "Ref" -> new Expression.Ref(text(name, value));
            case "Fn::GetAtt" -> attribute(value);
            case "Fn::Sub" -> sub(value);
            case "Fn::Join" -> {
                List<Expression> two = list(
                        value,
                        2,
                        "every Fn::Join object requires two parameters, (1) a string"
                                + " delimiter and (2) a list of strings to be joined or a function that returns a list of"
                                + " strings to be joined.");
                yield new Expression.Join(text(name, value.get(0)), two.get(1));
            }
            case "Fn::Split" -> {
                List<Expression> two = list(
                        value,
                        2,
                        "every Fn::Split object requires two parameters, (1) a string"
                                + " delimiter and (2) a string to be split or a function that returns a string to be split.");
                yield new Expression.Split(text(name, value.get(0)), two.get(1));
            }
            case "Fn::Select" -> {
                List<Expression> two = list(
                        value,
                        2,
                        "Fn::Select requires a list argument with two elements: an" + " integer index and a list.");
                yield new Expression.Select(two.get(0), two.get(1));
            }
            case "Fn::If" -> {
                List<Expression> three = list(value, 3, "Fn::If requires a list argument with three elements.");
                yield new Expression.If(text(name, value.get(0)), three.get(1), three.get(2));
            }
            case "Fn::FindInMap" -> {
                List<Expression> three = list(
                        value,
                        3,
                        "every Fn::FindInMap object requires three parameters, the map"
                                + " name, map key and the attribute for return value.");
                yield new Expression.FindInMap(three.get(0), three.get(1), three.get(2));
            }
            case "Fn::Equals" -> {
                List<Expression> two = list(value, 2, "Fn::Equals requires a list argument with two elements.");
                yield new Expression.Equals(two.get(0), two.get(1));
            }
            case "Fn::ImportValue" -> new Expression.ImportValue(read(value));
            case "Fn::Not", "Fn::And", "Fn::Or" -> throw error(name + " cannot be used outside of Conditions.");
            default ->
                throw error("Encountered unsupported function: " + name + " Supported functions are: [Fn::GetAtt,"
                        + " Fn::Sub, Fn::Join, Fn::Split, Fn::Select, Fn::If, Fn::FindInMap, Fn::ImportValue,"
                        + " Fn::Equals, Fn::Not, Fn::And, Fn::Or]");
        };
    }

    private static Expression attribute(JsonNode value) {
        if (value.isTextual() && value.textValue().indexOf('.') > 0) {
            int dot = value.textValue().indexOf('.');
            return new Expression.GetAtt(
                    value.textValue().substring(0, dot), value.textValue().substring(dot + 1));
        }
        if (value.isArray()
                && value.size() >= 2
                && all(value).stream().allMatch(Expression.Literal.class::isInstance)) {
            List<String> names = new ArrayList<>();
            value.forEach(name -> names.add(name.asText()));
            return new Expression.GetAtt(names.getFirst(), String.join(".", names.subList(1, names.size())));
        }
        throw error("every Fn::GetAtt object requires two non-empty parameters, the resource name and the resource"
                + " attribute");
    }

    private static Expression sub(JsonNode value) {
        JsonNode text = value.isArray() ? value.path(0) : value;
        JsonNode variables = value.isArray() ? value.path(1) : value.path("");
        if (!text.isTextual() || (value.isArray() && (value.size() != 2 || !variables.isObject()))) {
            throw error("One or more Fn::Sub intrinsic functions don't specify expected arguments. Specify a string as"
                    + " first argument, and an optional second argument to specify a mapping of values to replace in"
                    + " the string");
        }
        List<Expression> pieces = new ArrayList<>();
        Matcher matcher = PLACEHOLDER.matcher(text.textValue());
        int from = 0;
        while (matcher.find()) {
            literal(pieces, text.textValue().substring(from, matcher.start()));
            String name = matcher.group(2).strip();
            if (!matcher.group(1).isEmpty()) {
                literal(pieces, "${" + matcher.group(2) + "}");
            } else if (variables.has(name)) {
                pieces.add(read(variables.get(name)));
            } else if (name.contains(".")) {
                pieces.add(attribute(TextNode.valueOf(name)));
            } else {
                pieces.add(new Expression.Ref(name));
            }
            from = matcher.end();
        }
        literal(pieces, text.textValue().substring(from));
        return new Expression.Sub(pieces);
    }

    private static void literal(List<Expression> pieces, String text) {
        if (!text.isEmpty()) {
            pieces.add(new Expression.Literal(TextNode.valueOf(text)));
        }
    }

    private static List<Expression> operands(String name, JsonNode value) {
        if (!value.isArray() || value.size() < 2 || value.size() > MAX_OPERANDS) {
            throw error("every " + name + " object requires a list of at least 2 and at most 10 boolean parameters.");
        }
        List<Expression> operands = new ArrayList<>();
        value.forEach(operand -> operands.add(condition(operand)));
        return operands;
    }

    private static List<Expression> list(JsonNode value, int size, String otherwise) {
        if (!value.isArray() || value.size() != size) {
            throw error(otherwise);
        }
        return all(value);
    }

    private static List<Expression> all(JsonNode array) {
        List<Expression> items = new ArrayList<>();
        array.forEach(item -> items.add(read(item)));
        return items;
    }

    private static String text(String function, JsonNode value) {
        if (!value.isTextual()) {
            throw error("the argument of " + function + " must be a string.");
        }
        return value.textValue();
    }

    private static TemplateException error(String text) {
        return new TemplateException("Template error: " + text);
    }
}
