package dev.vitrine.common.aws;

import static dev.vitrine.common.aws.VitrineTable.HISTORY_INDEX;
import static dev.vitrine.common.aws.VitrineTable.HISTORY_PK;
import static dev.vitrine.common.aws.VitrineTable.HISTORY_SK;
import static dev.vitrine.common.aws.VitrineTable.OPEN_INDEX;
import static dev.vitrine.common.aws.VitrineTable.OPEN_PK;
import static dev.vitrine.common.aws.VitrineTable.OPEN_SK;

import dev.vitrine.common.artifact.ArtifactBucket;
import dev.vitrine.common.artifact.BucketKeys;
import dev.vitrine.common.artifact.Digests;
import dev.vitrine.common.prediction.PredictionQuery;
import dev.vitrine.common.prediction.PredictionRecord;
import dev.vitrine.common.prediction.PredictionStore;
import dev.vitrine.common.prediction.RealtimeJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** {@link PredictionStore} in the table; a long record is kept in the bucket, named by its content. */
public final class DynamoPredictionStore implements PredictionStore {
    private static final Duration KEPT = Duration.ofDays(90);
    private static final int LONGEST_INLINE = 3_500;
    private static final String CALL = "CALL";
    private static final String OWNER = "owner";
    private static final Semaphore LONG_ONES = new Semaphore(2, true);

    private final Table table;
    private final ArtifactBucket bucket;

    public DynamoPredictionStore(DynamoDbClient client, String tableName, ArtifactBucket bucket) {
        this.table = new Table(client, tableName);
        this.bucket = bucket;
    }

    @Override
    public void save(PredictionRecord record) {
        String id = record.call().id();
        byte[] json = RealtimeJson.write(record);
        Map<String, AttributeValue> item = Item.with(pk(id), CALL);
        if (json.length <= LONGEST_INLINE) {
            item.put("record", Item.of(new String(json, StandardCharsets.UTF_8)));
        } else {
            String digest = Digests.sha256(json);
            bucket.putIfAbsent(BucketKeys.call(digest), json);
            item.put("recordDigest", Item.of(digest));
        }
        item.put(HISTORY_PK, Item.of(historyPk(record.call().prototype())));
        item.put(HISTORY_SK, Item.of(PredictionStore.place(record)));
        item.put(OWNER, Item.of(record.owner()));
        item.put(OPEN_PK, Item.of(ownersPk(record.call().prototype(), record.owner())));
        item.put(OPEN_SK, Item.of(PredictionStore.place(record)));
        item.put(VitrineTable.EXPIRES_AT, Item.of(record.call().at().plus(KEPT).getEpochSecond()));
        table.putIfAbsent("record call " + id, item);
    }

    @Override
    public Optional<PredictionRecord> find(String callId) {
        return table.get("look for call " + callId, pk(callId), CALL).map(this::read);
    }

    @Override
    public <T> List<T> list(PredictionQuery query, Function<PredictionRecord, T> kept) {
        boolean owned = query.owner().isPresent();
        String calls = query.owner()
                .map(owner -> ownersPk(query.prototype(), owner))
                .orElseGet(() -> historyPk(query.prototype()));
        Map<String, AttributeValue> values = new HashMap<>(Map.of(":calls", Item.of(calls)));
        query.before().ifPresent(place -> values.put(":before", Item.of(place)));
        String keys = "#" + (owned ? OPEN_PK : HISTORY_PK) + " = :calls"
                + (query.before().isPresent() ? " AND #" + (owned ? OPEN_SK : HISTORY_SK) + " < :before" : "");
        try (Stream<Item> items = table.query(
                "list the calls of " + query.prototype(),
                QueryRequest.builder()
                        .indexName(owned ? OPEN_INDEX : HISTORY_INDEX)
                        .keyConditionExpression(keys)
                        .expressionAttributeNames(Change.namesIn(keys))
                        .expressionAttributeValues(values)
                        .scanIndexForward(false)
                        .limit(query.limit())
                        .build())) {
            return items.limit(query.limit())
                    .map(item -> item.has("record") ? kept.apply(read(item)) : inTurn(item, kept))
                    .toList();
        }
    }

    /** Long records are taken apart a few at a time, whoever asks. */
    private <T> T inTurn(Item item, Function<PredictionRecord, T> kept) {
        LONG_ONES.acquireUninterruptibly();
        try {
            return kept.apply(read(item));
        } finally {
            LONG_ONES.release();
        }
    }

    private PredictionRecord read(Item item) {
        return RealtimeJson.read(json(item), PredictionRecord.class);
    }

    private byte[] json(Item item) {
        if (item.has("record")) {
            return item.text("record").getBytes(StandardCharsets.UTF_8);
        }
        String key = BucketKeys.call(item.text("recordDigest"));
        try (InputStream in = bucket.open(key)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + key, e);
        }
    }

    private static String pk(String callId) {
        return "CALL#" + callId;
    }

    /** The index of open work also finds the calls of one person: it is the one that a call has no other use for. */
    private static String ownersPk(String prototype, String owner) {
        return "CALLS#" + prototype + "#" + owner;
    }

    private static String historyPk(String prototype) {
        return "CALLS#" + prototype;
    }
}
