package dev.vitrine.common.aws;

import dev.vitrine.common.counter.CounterStore;
import dev.vitrine.common.counter.Counters;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** {@link CounterStore} in the table. Keys that raised a counter are remembered for 7 days. */
public final class DynamoCounterStore implements CounterStore {
    private static final Duration REMEMBERED = Duration.ofDays(7);

    private final Table table;
    private final Clock clock;

    public DynamoCounterStore(DynamoDbClient client, String tableName, Clock clock) {
        this.table = new Table(client, tableName);
        this.clock = clock;
    }

    @Override
    public Counters of(String prototype, List<String> declared) {
        return declared.isEmpty() ? Counters.none() : new Live(prototype, List.copyOf(declared));
    }

    private final class Live implements Counters {
        private final String prototype;
        private final List<String> declared;

        Live(String prototype, List<String> declared) {
            this.prototype = prototype;
            this.declared = declared;
        }

        @Override
        public Map<String, Long> counts(String counter) {
            Map<String, Long> counts = new TreeMap<>();
            table.query(
                            "read counter " + counter + " of " + prototype,
                            QueryRequest.builder()
                                    .keyConditionExpression("pk = :pk")
                                    .expressionAttributeValues(Map.of(":pk", Item.of(pk(counter))))
                                    .consistentRead(true)
                                    .build())
                    .forEach(item -> counts.put(item.text(VitrineTable.SK), item.number("count")));
            return counts;
        }

        @Override
        public void addOnce(String counter, String key, String onceKey) {
            if (key.isEmpty()) {
                throw new IllegalArgumentException("a key of counter '" + counter + "' must not be empty");
            }
            Map<String, AttributeValue> once = Item.with("ONCE#" + pk(counter), onceKey);
            once.put(
                    VitrineTable.EXPIRES_AT,
                    Item.of(clock.instant().plus(REMEMBERED).getEpochSecond()));
            table.transact(
                    "raise counter " + counter + " of " + prototype,
                    List.of(
                            table.put(once, Change.ABSENT, Map.of()),
                            table.change(new Change(
                                    pk(counter), key, "ADD #count :one", null, Map.of(":one", Item.of(1))))));
        }

        private String pk(String counter) {
            if (!declared.contains(counter)) {
                throw new IllegalStateException("counter '" + counter + "' is not declared; the declared ones are "
                        + declared + " (predictor.counters in prototype.yaml)");
            }
            return "COUNTERS#" + prototype + "#" + counter;
        }
    }
}
