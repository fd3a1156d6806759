package dev.vitrine.common.aws;

import dev.vitrine.common.operation.TableBrowser;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/** {@link TableBrowser} on DynamoDB: pages of 100 items, newest first in the history. */
public record DynamoBrowser(DynamoDbClient client, String table) implements TableBrowser {
    private static final int PAGE = 100;

    @Override
    public Page query(Optional<String> index, String hash, String rangePrefix, Optional<Map<String, String>> cursor) {
        String prefix = index.map(name -> name.equals(VitrineTable.OPEN_INDEX) ? "open" : "history")
                .orElse("");
        String hashName = prefix.isEmpty() ? VitrineTable.PK : prefix + "Pk";
        String rangeName = prefix.isEmpty() ? VitrineTable.SK : prefix + "Sk";
        Map<String, AttributeValue> values = new HashMap<>(Map.of(":hash", Item.of(hash)));
        String condition = "#hash = :hash";
        Map<String, String> names = new HashMap<>(Map.of("#hash", hashName));
        if (!rangePrefix.isEmpty()) {
            condition += " AND begins_with(#range, :range)";
            names.put("#range", rangeName);
            values.put(":range", Item.of(rangePrefix));
        }
        String keys = condition;
        return CloudProblems.call("query " + table, () -> {
            QueryResponse response = client.query(request -> request.tableName(table)
                    .indexName(index.orElse(null))
                    .keyConditionExpression(keys)
                    .expressionAttributeNames(names)
                    .expressionAttributeValues(values)
                    .scanIndexForward(!prefix.equals("history"))
                    .exclusiveStartKey(cursor.map(DynamoBrowser::key).orElse(null))
                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                    .limit(PAGE));
            return new Page(
                    response.items().stream().map(DynamoBrowser::texts).toList(),
                    response.consumedCapacity() == null
                            ? 0
                            : response.consumedCapacity().capacityUnits(),
                    response.hasLastEvaluatedKey()
                                    && !response.lastEvaluatedKey().isEmpty()
                            ? Optional.of(texts(response.lastEvaluatedKey()))
                            : Optional.empty());
        });
    }

    private static Map<String, AttributeValue> key(Map<String, String> cursor) {
        Map<String, AttributeValue> key = new LinkedHashMap<>();
        cursor.forEach((name, text) -> key.put(name, Item.of(text)));
        return key;
    }

    private static Map<String, String> texts(Map<String, AttributeValue> item) {
        Map<String, String> texts = new TreeMap<>();
        item.forEach((name, value) -> texts.put(name, text(value)));
        return texts;
    }

    private static String text(AttributeValue value) {
        return switch (value.type()) {
            case S -> value.s();
            case N -> value.n();
            case BOOL -> String.valueOf(value.bool());
            case NUL -> "null";
            case M ->
                value.m().entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + text(entry.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case L -> list(value.l().stream().map(DynamoBrowser::text).toList());
            case SS -> list(value.ss());
            case NS -> list(value.ns());
            case B, BS, UNKNOWN_TO_SDK_VERSION -> "(binary)";
        };
    }

    private static String list(List<String> texts) {
        return "[" + String.join(", ", texts) + "]";
    }
}
