package dev.vitrine.localcloud.dynamodb.expression;

import static dev.vitrine.localcloud.dynamodb.DynamoDbErrors.validation;

import dev.vitrine.localcloud.dynamodb.value.AttributeValue;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code ExpressionAttributeNames} and {@code ExpressionAttributeValues} of one request, shared by its expressions. Each
 * has to be used by at least one of them.
 */
public final class Placeholders {
    private static final Pattern NAME = Pattern.compile("#[0-9a-zA-Z_]+");
    private static final Pattern VALUE = Pattern.compile(":[0-9a-zA-Z_]+");

    private final Map<String, String> names;
    private final Map<String, AttributeValue> values;
    private final Set<String> unusedNames;
    private final Set<String> unusedValues;

    public Placeholders(Map<String, String> names, Map<String, AttributeValue> values) {
        this.names = Map.copyOf(names);
        this.values = Map.copyOf(values);
        this.unusedNames = new LinkedHashSet<>(names.keySet());
        this.unusedValues = new LinkedHashSet<>(values.keySet());
        names.keySet().forEach(key -> checkForm("ExpressionAttributeNames", NAME, key));
        values.keySet().forEach(key -> checkForm("ExpressionAttributeValues", VALUE, key));
    }

    private static void checkForm(String member, Pattern form, String key) {
        if (!form.matcher(key).matches()) {
            throw validation(member + " contains invalid key: Syntax error; key: \"" + key + "\"");
        }
    }

    Optional<String> name(String placeholder) {
        unusedNames.remove(placeholder);
        return Optional.ofNullable(names.get(placeholder));
    }

    Optional<AttributeValue> value(String placeholder) {
        unusedValues.remove(placeholder);
        return Optional.ofNullable(values.get(placeholder));
    }

    /** To be called after all expressions of the request are parsed. */
    public void checkAllUsed() {
        checkUsed("ExpressionAttributeNames", unusedNames);
        checkUsed("ExpressionAttributeValues", unusedValues);
    }

    private static void checkUsed(String member, Set<String> unused) {
        if (!unused.isEmpty()) {
            throw validation("Value provided in " + member + " unused in expressions: keys: {"
                    + String.join(", ", unused) + "}");
        }
    }
}
