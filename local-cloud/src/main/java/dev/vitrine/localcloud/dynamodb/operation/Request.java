package dev.vitrine.localcloud.dynamodb.operation;

import static dev.vitrine.localcloud.dynamodb.DynamoDbErrors.constraint;
import static dev.vitrine.localcloud.dynamodb.DynamoDbErrors.serialization;
import static dev.vitrine.localcloud.dynamodb.DynamoDbErrors.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.dynamodb.expression.Placeholders;
import dev.vitrine.localcloud.dynamodb.table.TableDefinition;
import dev.vitrine.localcloud.dynamodb.value.AttributeValue;
import dev.vitrine.localcloud.dynamodb.value.Item;
import dev.vitrine.localcloud.dynamodb.value.ItemJson;
import dev.vitrine.localcloud.http.AwsException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A structure of a request's JSON, read member by member; a wrong member is an error in DynamoDB's words. */
public final class Request {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]+");

    private final ObjectNode json;
    private final String path;

    public Request(ObjectNode json) {
        this(json, "");
    }

    private Request(ObjectNode json, String path) {
        this.json = json;
        this.path = path;
    }

    public ObjectNode json() {
        return json;
    }

    /** How error messages name a member: with a small first letter, and with what it stands in. */
    public String pathOf(String member) {
        return path + member.substring(0, 1).toLowerCase(Locale.ROOT) + member.substring(1);
    }

    public boolean has(String member) {
        return !json.path(member).isMissingNode() && !json.path(member).isNull();
    }

    private JsonNode required(String member) {
        if (!has(member)) {
            throw constraint(pathOf(member), null, "Member must not be null");
        }
        return json.get(member);
    }

    public Optional<String> text(String member) {
        return has(member) ? Optional.of(requiredText(member)) : Optional.empty();
    }

    public String requiredText(String member) {
        JsonNode node = required(member);
        if (!node.isTextual()) {
            throw serialization(
                    node.isContainerNode()
                            ? "Start of structure or map found where not expected"
                            : node.getNodeType() + "_VALUE cannot be converted to String");
        }
        return node.textValue();
    }

    public boolean flag(String member) {
        return optionalFlag(member).orElse(false);
    }

    public Optional<Boolean> optionalFlag(String member) {
        if (!has(member)) {
            return Optional.empty();
        }
        JsonNode node = json.get(member);
        if (!node.isBoolean()) {
            throw serialization(node.getNodeType() + "_VALUE cannot be converted to Boolean");
        }
        return Optional.of(node.booleanValue());
    }

    /** An integer from {@code least} to {@code most}. */
    public OptionalLong number(String member, long least, long most) {
        if (!has(member)) {
            return OptionalLong.empty();
        }
        JsonNode node = json.get(member);
        if (!node.isIntegralNumber()) {
            throw serialization(node.getNodeType() + "_VALUE cannot be converted to Integer");
        }
        long number = node.longValue();
        if (number < least) {
            throw constraint(pathOf(member), number, "Member must have value greater than or equal to " + least);
        }
        if (number > most) {
            throw constraint(pathOf(member), number, "Member must have value less than or equal to " + most);
        }
        return OptionalLong.of(number);
    }

    /** One of an enumeration's constants, or the first where the member is absent. */
    public <E extends Enum<E>> E choice(String member, E byDefault) {
        return choice(member, byDefault.getDeclaringClass()).orElse(byDefault);
    }

    public <E extends Enum<E>> Optional<E> choice(String member, Class<E> type) {
        return text(member).map(text -> Stream.of(type.getEnumConstants())
                .filter(constant -> constant.name().equals(text))
                .findFirst()
                .orElseThrow(() -> constraint(
                        pathOf(member),
                        text,
                        "Member must satisfy enum value set: " + List.of(type.getEnumConstants()))));
    }

    public Optional<Request> structure(String member) {
        return has(member) ? Optional.of(requiredStructure(member)) : Optional.empty();
    }

    public Request requiredStructure(String member) {
        return new Request(object(required(member)), pathOf(member) + ".");
    }

    private static ObjectNode object(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw serialization("Unexpected field type");
    }

    /** A list of structures; empty where the member is absent. */
    public List<Request> structures(String member) {
        if (!has(member)) {
            return List.of();
        }
        JsonNode node = json.get(member);
        if (!node.isArray()) {
            throw serialization("Unexpected field type");
        }
        List<Request> structures = new ArrayList<>();
        for (JsonNode element : node) {
            structures.add(new Request(object(element), pathOf(member) + "." + (structures.size() + 1) + ".member."));
        }
        return structures;
    }

    /** A list of structures that has from {@code least} to {@code most} members. */
    public List<Request> requiredStructures(String member, int least, int most) {
        JsonNode node = required(member);
        List<Request> structures = structures(member);
        if (structures.size() < least) {
            throw constraint(pathOf(member), node, "Member must have length greater than or equal to " + least);
        }
        if (structures.size() > most) {
            throw constraint(
                    pathOf(member),
                    "[" + structures.size() + " members]",
                    "Member must have length less than or equal to " + most);
        }
        return structures;
    }

    public List<String> texts(String member) {
        List<String> texts = new ArrayList<>();
        if (has(member)) {
            for (JsonNode element : json.get(member)) {
                texts.add(element.asText());
            }
        }
        return texts;
    }

    /** The members of a map whose values are structures. */
    public Map<String, Request> structureMap(String member) {
        Map<String, Request> structures = new LinkedHashMap<>();
        object(required(member))
                .properties()
                .forEach(entry -> structures.put(
                        entry.getKey(),
                        new Request(object(entry.getValue()), pathOf(member) + "." + entry.getKey() + ".")));
        return structures;
    }

    /** An item or a key. */
    public Item requiredItem(String member) {
        return ItemJson.readItem(required(member));
    }

    public Optional<Item> item(String member) {
        return has(member) ? Optional.of(requiredItem(member)) : Optional.empty();
    }

    /** The plain name of the table, also where its ARN is given. */
    public String tableName() {
        return TableDefinition.nameOf(name("TableName", 1024));
    }

    /** A name of three to 255 letters, digits, dots, underscores and hyphens. */
    public String resourceName(String member) {
        return name(member, 255);
    }

    private String name(String member, int most) {
        String name = requiredText(member);
        if (name.startsWith("arn:") && most > 255) {
            return name;
        }
        if (!NAME.matcher(name).matches()) {
            throw constraint(pathOf(member), name, "Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+");
        }
        if (name.length() < 3 || name.length() > 255) {
            throw validation(member + " must be at least 3 characters long and at most 255 characters long");
        }
        return name;
    }

    /**
     * The placeholders for the given expression members.
     *
     * @param withValues the expressions that may have values; a projection has none
     */
    public Placeholders placeholders(List<String> expressions, List<String> withValues) {
        boolean anyExpression = expressions.stream().anyMatch(this::has);
        if (has("ExpressionAttributeNames") && !anyExpression) {
            throw validation("ExpressionAttributeNames can only be specified when using expressions");
        }
        if (has("ExpressionAttributeValues") && withValues.stream().noneMatch(this::has)) {
            throw validation("ExpressionAttributeValues can only be specified when using expressions: "
                    + String.join(" and ", withValues) + (withValues.size() > 1 ? " are" : " is") + " null");
        }
        return new Placeholders(names(), values());
    }

    private Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        if (has("ExpressionAttributeNames")) {
            object(json.get("ExpressionAttributeNames"))
                    .properties()
                    .forEach(entry -> names.put(entry.getKey(), entry.getValue().asText()));
            if (names.isEmpty()) {
                throw validation("ExpressionAttributeNames must not be empty");
            }
        }
        return names;
    }

    private Map<String, AttributeValue> values() {
        Map<String, AttributeValue> values = new LinkedHashMap<>();
        if (has("ExpressionAttributeValues")) {
            object(json.get("ExpressionAttributeValues")).properties().forEach(entry -> {
                try {
                    values.put(entry.getKey(), ItemJson.read(entry.getValue()));
                } catch (AwsException e) {
                    throw e.code().equals("ValidationException")
                            ? validation("ExpressionAttributeValues contains invalid value: " + e.getMessage()
                                    + " for key " + entry.getKey())
                            : e;
                }
            });
            if (values.isEmpty()) {
                throw validation("ExpressionAttributeValues must not be empty");
            }
        }
        return values;
    }
}
