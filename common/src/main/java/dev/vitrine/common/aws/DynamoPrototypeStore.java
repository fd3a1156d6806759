package dev.vitrine.common.aws;

import dev.vitrine.common.artifact.ModelVersion;
import dev.vitrine.common.artifact.PrototypeStore;
import dev.vitrine.common.artifact.PublishedPrototype;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** {@link PrototypeStore} in the table. */
public final class DynamoPrototypeStore implements PrototypeStore {
    private static final String PROTOTYPES = "PROTOTYPE";
    private static final String VERSION = "VERSION#";
    private static final String CHAMPION = "champion";

    private final Table table;

    public DynamoPrototypeStore(DynamoDbClient client, String tableName) {
        this.table = new Table(client, tableName);
    }

    @Override
    public List<PublishedPrototype> list() {
        return table.query("list the prototypes", of(PROTOTYPES))
                .map(DynamoPrototypeStore::prototype)
                .toList();
    }

    @Override
    public Optional<PublishedPrototype> find(String prototype) {
        return table.get("look for prototype " + prototype, PROTOTYPES, prototype)
                .map(DynamoPrototypeStore::prototype);
    }

    @Override
    public Optional<ModelVersion> version(String prototype, String version) {
        return table.get(
                        "look for version " + version + " of " + prototype,
                        PROTOTYPES + "#" + prototype,
                        VERSION + version)
                .map(DynamoPrototypeStore::version);
    }

    @Override
    public List<ModelVersion> versions(String prototype, int limit) {
        return table.query("list the versions of " + prototype, of(PROTOTYPES + "#" + prototype))
                .map(DynamoPrototypeStore::version)
                .sorted(Comparator.comparing(ModelVersion::publishedAt).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public void publish(ModelVersion version, String title) {
        String prototype = version.prototype();
        Map<String, AttributeValue> item = Item.with(PROTOTYPES + "#" + prototype, VERSION + version.version());
        item.put("prototype", Item.of(prototype));
        item.put("version", Item.of(version.version()));
        item.put("files", Item.of(version.files()));
        item.put("publishedAt", Item.of(version.publishedAt()));
        table.putIfAbsent("record version " + version.version() + " of " + prototype, item);
        table.update(
                "publish " + prototype,
                new Change(
                        PROTOTYPES,
                        prototype,
                        "SET #title = :title, #champion = :champion, #publishedAt = :publishedAt",
                        "attribute_not_exists(#champion) OR #champion <> :champion OR #title <> :title",
                        Map.of(
                                ":title", Item.of(title),
                                ":champion", Item.of(version.version()),
                                ":publishedAt", Item.of(version.publishedAt()))));
    }

    @Override
    public void promote(String prototype, String version) {
        require(prototype, version);
        change("promote " + version + " of " + prototype, prototype, "SET #champion = :version", Optional.of(version));
    }

    @Override
    public void challenge(String prototype, Optional<String> version) {
        version.ifPresent(wanted -> require(prototype, wanted));
        change(
                "change the challenger of " + prototype,
                prototype,
                version.isPresent() ? "SET #challenger = :version" : "REMOVE #challenger",
                version);
    }

    private void require(String prototype, String version) {
        if (version(prototype, version).isEmpty()) {
            throw new IllegalArgumentException("'" + prototype + "' has no version " + version);
        }
    }

    private void change(String doing, String prototype, String update, Optional<String> version) {
        Map<String, AttributeValue> values =
                version.map(text -> Map.of(":version", Item.of(text))).orElse(Map.of());
        if (!table.update(
                        doing, new Change(PROTOTYPES, prototype, update, "attribute_exists(#" + CHAMPION + ")", values))
                .isDone()) {
            throw new IllegalArgumentException("there is no prototype '" + prototype + "'");
        }
    }

    private static QueryRequest of(String pk) {
        return QueryRequest.builder()
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(Map.of(":pk", Item.of(pk)))
                .consistentRead(true)
                .build();
    }

    private static PublishedPrototype prototype(Item item) {
        return new PublishedPrototype(
                item.text(VitrineTable.SK),
                item.text("title"),
                item.text("champion"),
                item.optionalText("challenger"),
                item.instant("publishedAt"));
    }

    private static ModelVersion version(Item item) {
        return new ModelVersion(
                item.text("prototype"), item.text("version"), item.texts("files"), item.instant("publishedAt"));
    }
}
