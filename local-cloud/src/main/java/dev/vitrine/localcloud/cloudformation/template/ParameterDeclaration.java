package dev.vitrine.localcloud.cloudformation.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A parameter as a template declares it, with the values that it allows. */
public record ParameterDeclaration(
        String name,
        String type,
        Optional<String> defaultValue,
        Optional<String> description,
        boolean noEcho,
        List<String> allowedValues,
        Optional<String> allowedPattern,
        Optional<String> constraint,
        Optional<Integer> minLength,
        Optional<Integer> maxLength,
        Optional<Double> minValue,
        Optional<Double> maxValue) {
    private static final Pattern TYPES = Pattern.compile("String|Number|CommaDelimitedList|List<Number>"
            + "|(List<)?AWS::EC2::(Subnet|VPC|SecurityGroup)::Id>?|AWS::EC2::AvailabilityZone::Name"
            + "|AWS::SSM::Parameter::Name|AWS::SSM::Parameter::Value<String>");

    public ParameterDeclaration {
        allowedValues = List.copyOf(allowedValues);
        if (!TYPES.matcher(type).matches()) {
            throw new TemplateException("Template format error: Unrecognized parameter type: " + type);
        }
    }

    boolean isList() {
        return type.startsWith("List<") || type.equals("CommaDelimitedList");
    }

    /** True if the value is the name of an SSM parameter, whose value is meant. */
    public boolean namesParameter() {
        return type.startsWith("AWS::SSM::Parameter::Value");
    }

    /** @throws TemplateException naming the parameter and what it must be */
    void check(String value) {
        if (!allowedValues.isEmpty() && !allowedValues.contains(value)) {
            throw refused("must be one of values: [" + String.join(", ", allowedValues) + "]");
        }
        if (type.equals("Number")) {
            number(value);
        }
        if (allowedPattern.filter(pattern -> !value.matches(pattern)).isPresent()) {
            throw refused("must match pattern " + allowedPattern.orElse(""));
        }
        if (minLength.filter(min -> value.length() < min).isPresent()) {
            throw refused("must contain at least " + minLength.orElse(0) + " characters");
        }
        if (maxLength.filter(max -> value.length() > max).isPresent()) {
            throw refused("must contain at most " + maxLength.orElse(0) + " characters");
        }
    }

    private void number(String value) {
        double number;
        try {
            number = Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new TemplateException("Parameter '" + name + "' must be a number.");
        }
        if (minValue.filter(min -> number < min).isPresent()) {
            throw refused("must be a number not less than " + plain(minValue.orElse(0.0)));
        }
        if (maxValue.filter(max -> number > max).isPresent()) {
            throw refused("must be a number not greater than " + plain(maxValue.orElse(0.0)));
        }
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    private TemplateException refused(String what) {
        return new TemplateException("Parameter '" + name + "' " + constraint.orElse(what));
    }

    /** The value as expressions see it: a list's elements one by one. */
    JsonNode node(String value) {
        if (!isList()) {
            return JsonNodeFactory.instance.textNode(value);
        }
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (String item : value.split(",", -1)) {
            if (!item.isBlank()) {
                array.add(item.strip());
            }
        }
        return array;
    }
}
