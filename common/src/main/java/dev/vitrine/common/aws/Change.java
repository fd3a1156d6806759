package dev.vitrine.common.aws;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A conditional change of one item. In both expressions an attribute is written {@code #name}, so that no name meets a
 * reserved word.
 *
 * @param update such as {@code SET #state = :done REMOVE #openPk}; blank for a mere check
 * @param values by placeholder with its colon
 */
record Change(String pk, String sk, String update, @Nullable String condition, Map<String, AttributeValue> values) {
    /** Condition that there is no such item yet. */
    static final String ABSENT = "attribute_not_exists(#pk)";

    private static final Pattern NAME = Pattern.compile("#(\\w+)");

    Map<String, AttributeValue> key() {
        return Item.key(pk, sk);
    }

    Map<String, String> names() {
        return namesIn(update + " " + condition);
    }

    /** The SDK sends an empty map, which DynamoDB refuses. */
    @Nullable
    Map<String, AttributeValue> valuesOrNull() {
        return values.isEmpty() ? null : values;
    }

    static Map<String, String> namesIn(String expressions) {
        Map<String, String> names = new LinkedHashMap<>();
        Matcher matcher = NAME.matcher(expressions);
        while (matcher.find()) {
            names.put(matcher.group(), matcher.group(1));
        }
        return names;
    }
}
