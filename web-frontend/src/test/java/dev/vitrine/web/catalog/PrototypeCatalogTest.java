package dev.vitrine.web.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.common.artifact.ArtifactBucket;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrototypeCatalogTest {
    private static final Path COINS =
            Path.of("src/test/resources/prototypes/coins").toAbsolutePath();

    /** Time stands still: what was listed once counts as fresh for ever. */
    private final Clock clock = Clock.fixed(Instant.parse("2026-05-01T00:00:00Z"), ZoneOffset.UTC);

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
