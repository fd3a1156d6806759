package dev.vitrine.common.aws;

import static dev.vitrine.common.aws.VitrineTable.HISTORY_INDEX;
import static dev.vitrine.common.aws.VitrineTable.HISTORY_PK;
import static dev.vitrine.common.aws.VitrineTable.HISTORY_SK;

import dev.vitrine.common.audit.AuditEntry;
import dev.vitrine.common.audit.AuditPage;
import dev.vitrine.common.audit.AuditStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** {@link AuditStore} in the table. */
public final class DynamoAuditStore implements AuditStore {
    private static final Duration KEPT = Duration.ofDays(400);
    private static final String AUDIT = "AUDIT";

    private final Table table;

    public DynamoAuditStore(DynamoDbClient client, String tableName) {
        this.table = new Table(client, tableName);
    }

    @Override
    public void add(AuditEntry entry) {
        Map<String, AttributeValue> item = Item.with(pk(entry.id()), AUDIT);
        item.put("id", Item.of(entry.id()));
        item.put("at", Item.of(entry.at()));
        item.put("who", Item.of(entry.who()));
        item.put("role", Item.of(entry.role()));
        item.put("action", Item.of(entry.action()));
        item.put("subject", Item.of(entry.subject()));
        item.put("before", Item.of(entry.before()));
        item.put("after", Item.of(entry.after()));
        item.put(HISTORY_PK, Item.of(AUDIT));
        item.put(HISTORY_SK, Item.of(entry.id()));
        item.put(VitrineTable.EXPIRES_AT, Item.of(entry.at().plus(KEPT).getEpochSecond()));
        table.putIfAbsent("record a change", item);
    }

    @Override
    public AuditPage list(Optional<String> cursor, int limit) {
        QueryRequest request = QueryRequest.builder()
                .indexName(HISTORY_INDEX)
                .keyConditionExpression("historyPk = :audit")
                .expressionAttributeValues(Map.of(":audit", Item.of(AUDIT)))
                .exclusiveStartKey(cursor.map(DynamoAuditStore::after).orElse(null))
                .scanIndexForward(false)
                .limit(limit + 1)
                .build();
        try (Stream<Item> items = table.query("list the changes", request)) {
            List<AuditEntry> found =
                    items.limit(limit + 1L).map(DynamoAuditStore::read).toList();
            if (found.size() <= limit) {
                return new AuditPage(found, Optional.empty());
            }
            List<AuditEntry> page = found.subList(0, limit);
            return new AuditPage(page, Optional.of(page.getLast().id()));
        }
    }

    private static Map<String, AttributeValue> after(String cursor) {
        if (!cursor.matches("[A-Za-z0-9_-]{1,64}")) {
            throw new IllegalArgumentException("the cursor is not from a page before");
        }
        return Map.of(
                VitrineTable.PK,
                Item.of(pk(cursor)),
                VitrineTable.SK,
                Item.of(AUDIT),
                HISTORY_PK,
                Item.of(AUDIT),
                HISTORY_SK,
                Item.of(cursor));
    }

    private static AuditEntry read(Item item) {
        return new AuditEntry(
                item.text("id"),
                item.instant("at"),
                item.text("who"),
                item.text("role"),
                item.text("action"),
                item.text("subject"),
                item.text("before"),
                item.text("after"));
    }

    private static String pk(String id) {
        return AUDIT + "#" + id;
    }
}
