package dev.vitrine.web.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.common.artifact.ArtifactBucket;
import dev.vitrine.common.artifact.ModelVersion;
import dev.vitrine.common.artifact.PrototypeStore;
import dev.vitrine.common.artifact.Publisher;
import dev.vitrine.common.aws.AwsClients;
import dev.vitrine.common.aws.DynamoPrototypeStore;
import dev.vitrine.common.aws.VitrineTable;
import dev.vitrine.web.RunningFrontend;
import dev.vitrine.web.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrototypeCatalogTest {
    private static final Path COINS =
            Path.of("src/test/resources/prototypes/coins").toAbsolutePath();
    private static final Instant NOW = Instant.parse("2026-05-01T00:00:00Z");

    /** Time stands still: what was listed once counts as fresh for ever. */
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);

    @TempDir
    Path folder;

    @Test
    void a_prototype_is_served_as_soon_as_it_is_published() throws Exception {
        ArtifactBucket bucket = RunningFrontend.get().bucket();
        AwsClients aws = AwsClients.interactive();
        VitrineTable.createIfAbsent(aws.dynamoDb(), "catalog");
        PrototypeStore store = new DynamoPrototypeStore(aws.dynamoDb(), "catalog");
        PrototypeCatalog catalog = new PrototypeCatalog(store, bucket, clock);
        assertThat(catalog.all()).isEmpty();
        assertThatThrownBy(() -> catalog.served("coins")).isInstanceOf(ProblemException.class);

        Publisher publisher = new Publisher(bucket, store, clock);
        publisher.publish(COINS);
        assertThat(catalog.all()).as("an empty gallery is looked at again").hasSize(1);

        publisher.publish(copyNamed("medals"));
        assertThat(catalog.all()).as("the list is as old as the clock says").hasSize(1);
        assertThat(catalog.served("medals").name()).isEqualTo("medals");
    }

    @Test
    void what_can_be_no_name_is_not_looked_for() {
        PrototypeCatalog catalog = RunningFrontend.get().parts().catalog();
        assertThatThrownBy(() -> catalog.served("n".repeat(5_000)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("There is no prototype");
    }

    @Test
    void ragged_examples_are_shown_and_what_cannot_be_read_hides_no_other() throws Exception {
        ArtifactBucket bucket = RunningFrontend.get().bucket();
        AwsClients aws = AwsClients.interactive();
        VitrineTable.createIfAbsent(aws.dynamoDb(), "ragged");
        PrototypeStore store = new DynamoPrototypeStore(aws.dynamoDb(), "ragged");
        Publisher publisher = new Publisher(bucket, store, clock);
        publisher.publish(COINS);
        Path ragged = copyNamed("ragged");
        Path examples = ragged.resolve("data/examples.csv");
        Files.writeString(
                examples, "weight,year,metal\n7.5,1950\n7.5,1950,silver,more,cells\n\"8\"x,1951,\"an open quote\n");
        publisher.publish(ragged);
        publisher.publish(copyNamed("lost"));
        TreeMap<String, String> gone = new TreeMap<>(Map.of(ModelVersion.MANIFEST, "0".repeat(64)));
        store.publish(new ModelVersion("lost", ModelVersion.versionOf(gone), gone, NOW), "Lost");

        List<Served> all = new PrototypeCatalog(store, bucket, clock).all();
        assertThat(all).extracting(Served::name).containsExactlyInAnyOrder("coins", "ragged");
        assertThat(all.stream().filter(served -> served.name().equals("ragged")).findFirst())
                .hasValueSatisfying(served -> assertThat(served.examples()).hasSizeGreaterThanOrEqualTo(2));
    }

    private Path copyNamed(String name) throws Exception {
        Path copy = Files.createDirectory(folder.resolve(name));
        try (var files = Files.walk(COINS)) {
            for (Path file : files.filter(path -> !path.equals(COINS)).toList()) {
                Files.copy(file, copy.resolve(COINS.relativize(file)));
            }
        }
        Path manifest = copy.resolve("prototype.yaml");
        Files.writeString(manifest, Files.readString(manifest).replace("name: coins", "name: " + name));
        return copy;
    }
}
