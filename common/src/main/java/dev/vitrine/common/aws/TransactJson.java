package dev.vitrine.common.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** New items of texts and numbers, as {@code aws dynamodb transact-write-items --transact-items} takes them. */
final class TransactJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TransactJson() {}

    static String of(List<TransactWriteItem> puts) {
        try {
            return JSON.writeValueAsString(puts.stream()
                    .map(TransactWriteItem::put)
                    .map(put -> Map.of("Put", of(put)))
                    .toList());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("items cannot be written as JSON", e);
        }
    }

    private static Map<String, Object> of(Put put) {
        Map<String, Object> item = new TreeMap<>();
        put.item().forEach((name, value) -> item.put(name, of(value)));
        return new TreeMap<>(Map.of(
                "TableName", put.tableName(),
                "Item", item,
                "ConditionExpression", put.conditionExpression(),
                "ExpressionAttributeNames", put.expressionAttributeNames()));
    }

    private static Map<String, String> of(AttributeValue value) {
        return value.n() != null ? Map.of("N", value.n()) : Map.of("S", value.s());
    }
}
