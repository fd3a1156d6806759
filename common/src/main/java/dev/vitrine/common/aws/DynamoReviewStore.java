package dev.vitrine.common.aws;

import static dev.vitrine.common.aws.VitrineTable.HISTORY_INDEX;
import static dev.vitrine.common.aws.VitrineTable.HISTORY_PK;
import static dev.vitrine.common.aws.VitrineTable.HISTORY_SK;

import dev.vitrine.common.artifact.ArtifactBucket;
import dev.vitrine.common.artifact.BucketKeys;
import dev.vitrine.common.artifact.Digests;
import dev.vitrine.common.prediction.RealtimeJson;
import dev.vitrine.common.review.Review;
import dev.vitrine.common.review.ReviewStore;
import dev.vitrine.common.review.Reviewed;
import dev.vitrine.common.review.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** {@link ReviewStore} in the table: an item per entry. What makes an item long is kept in the bucket. */
public final class DynamoReviewStore implements ReviewStore {
    private static final int LONGEST_INLINE = 2_500;

    private final Table table;
    private final ArtifactBucket bucket;

    /** @param bucket holds answers that are too long for the table */
    public DynamoReviewStore(DynamoDbClient client, String tableName, ArtifactBucket bucket) {
        this.table = new Table(client, tableName);
        this.bucket = bucket;
    }

    /** What may be long. */
    private record Body(
            Map<String, String> inputs, Map<String, String> outputs, Map<String, String> corrected, String comment) {}

    @Override
    public boolean append(Review review) {
        Reviewed answer = review.answer();
        Map<String, AttributeValue> item = Item.with(
                pk(answer.source()), row(answer.row()) + "#" + review.reviewer() + "#" + six(review.revision()));
        item.put("source", Item.of(answer.source()));
        item.put("row", Item.of(answer.row()));
        item.put("prototype", Item.of(answer.prototype()));
        item.put("version", Item.of(answer.version()));
        item.put("answeredAt", Item.of(answer.at()));
        item.put("reviewer", Item.of(review.reviewer()));
        item.put("revision", Item.of(review.revision()));
        item.put("at", Item.of(review.at()));
        item.put("verdict", Item.of(review.verdict().word()));
        putBody(item, review);
        item.put(HISTORY_PK, Item.of(historyPk(answer.prototype())));
        item.put(HISTORY_SK, Item.of(review.at() + "#" + answer.id() + "#" + six(review.revision())));
        return table.putIfAbsent("record a review of " + answer.id(), item).isDone();
    }

    private void putBody(Map<String, AttributeValue> item, Review review) {
        Map<String, String> corrected =
                review.verdict() instanceof Verdict.Corrected(Map<String, String> outputs) ? outputs : Map.of();
        byte[] json = RealtimeJson.write(
                new Body(review.answer().inputs(), review.answer().outputs(), corrected, review.comment()));
        if (json.length <= LONGEST_INLINE) {
            item.put("body", Item.of(new String(json, StandardCharsets.UTF_8)));
        } else {
            String digest = Digests.sha256(json);
            bucket.putIfAbsent(BucketKeys.review(digest), json);
            item.put("bodyDigest", Item.of(digest));
        }
    }

    @Override
    public List<Review> of(String source, long row) {
        return query(source, row(row) + "#");
    }

    @Override
    public List<Review> of(String source) {
        return query(source, "");
    }

    private List<Review> query(String source, String begin) {
        if (!Table.isPartition(pk(source))) {
            return List.of();
        }
        Map<String, AttributeValue> values = new LinkedHashMap<>(Map.of(":pk", Item.of(pk(source))));
        if (!begin.isEmpty()) {
            values.put(":begin", Item.of(begin));
        }
        return table.query(
                        "list the reviews of " + source,
                        QueryRequest.builder()
                                .keyConditionExpression(
                                        "pk = :pk" + (begin.isEmpty() ? "" : " AND begins_with(sk, :begin)"))
                                .expressionAttributeValues(values)
                                .consistentRead(true)
                                .build())
                .map(this::read)
                .toList();
    }

    @Override
    public void forEach(String prototype, Consumer<Review> visitor) {
        try (Stream<Item> items = table.query(
                "list the reviews of " + prototype,
                QueryRequest.builder()
                        .indexName(HISTORY_INDEX)
                        .keyConditionExpression("historyPk = :history")
                        .expressionAttributeValues(Map.of(":history", Item.of(historyPk(prototype))))
                        .build())) {
            items.map(this::read).forEach(visitor);
        }
    }

    private Review read(Item item) {
        Body body = RealtimeJson.read(json(item), Body.class);
        Reviewed answer = new Reviewed(
                item.text("source"),
                item.number("row"),
                item.text("prototype"),
                item.text("version"),
                item.instant("answeredAt"),
                body.inputs(),
                body.outputs());
        return new Review(
                answer,
                item.text("reviewer"),
                item.count("revision"),
                item.instant("at"),
                verdict(item.text("verdict"), body.corrected()),
                body.comment());
    }

    private static Verdict verdict(String word, Map<String, String> corrected) {
        return switch (word) {
            case "confirmed" -> new Verdict.Confirmed();
            case "corrected" -> new Verdict.Corrected(corrected);
            case "noted" -> new Verdict.Noted();
            case "undone" -> new Verdict.Undone();
            default -> throw new IllegalStateException("a stored review has the unknown verdict '" + word + "'");
        };
    }

    private byte[] json(Item item) {
        if (item.has("body")) {
            return item.text("body").getBytes(StandardCharsets.UTF_8);
        }
        String key = BucketKeys.review(item.text("bodyDigest"));
        try (InputStream in = bucket.open(key)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + key, e);
        }
    }

    private static String pk(String source) {
        return "REVIEW#" + source;
    }

    private static String historyPk(String prototype) {
        return "REVIEWS#" + prototype;
    }

    private static String row(long row) {
        return String.format(Locale.ROOT, "%012d", row);
    }

    private static String six(int number) {
        return String.format(Locale.ROOT, "%06d", number);
    }
}
