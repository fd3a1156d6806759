package dev.vitrine.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.common.artifact.ArtifactCache;
import dev.vitrine.common.artifact.BucketKeys;
import dev.vitrine.common.job.Job;
import dev.vitrine.common.job.Shard;
import dev.vitrine.common.row.HeaderException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A scheduled table becomes a job. */
@ExtendWith(Cloud.Running.class)
class ScheduledJobTest {
    private static final Path BANKNOTE = Path.of("../prototypes/banknote");
    private static final String TIME = "2026-03-01T06:00:00Z";

    private final Cloud cloud;
    private final ScheduledJob scheduled;

    @TempDir
    private Path folder;

    ScheduledJobTest(Cloud cloud, @TempDir Path cache) {
        this.cloud = cloud;
        this.scheduled = new ScheduledJob(
                cloud.jobs, cloud.bucket, cloud.prototypes, new ArtifactCache(cloud.bucket, cache), Clock.systemUTC());
    }

    /** Publishes the banknote prototype under another name with this schedule; returns the name. */
    private String publish(String schedule, String table) throws IOException {
        String name = Jobs.unique("night");
        String manifest = Files.readString(BANKNOTE.resolve("prototype.yaml"))
                .replace("name: banknote", "name: " + name)
                .replace("rowsPerShard: 50000", "rowsPerShard: 2")
                .replace("examples: data/examples.csv", schedule);
        Files.writeString(folder.resolve("prototype.yaml"), manifest);
        Files.writeString(folder.resolve("nightly.csv"), table);
        Files.createDirectories(folder.resolve("model"));
        try (var files = Files.list(BANKNOTE.resolve("model"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(
                        file, folder.resolve("model").resolve(file.getFileName().toString()));
            }
        }
        cloud.publish(folder);
        return name;
    }

    @Test
    void a_table_of_the_folder_is_submitted_once_for_each_planned_time() throws IOException {
        String name = publish(
                "schedule: {when: rate(1 day), table: nightly.csv}",
                "\uFEFFentropy,variance,skewness,curtosis,note\r\n1,2,3,4,\"a, b\"\r\n5,6,7,8\r\n\r\n9,x,1,2,c\r\n");

        Job job = scheduled.submit(name, TIME);

        assertThat(job.rows()).isEqualTo(3);
        assertThat(job.owner()).isEqualTo("schedule");
        assertThat(job.source()).isEqualTo("nightly.csv");
        assertThat(cloud.jobs.shards(job.id())).extracting(Shard::rows).containsExactly(2, 1);
        assertThat(text(BucketKeys.input(job.id(), 1)))
                .isEqualTo("entropy,variance,skewness,curtosis,note\n1,2,3,4,\"a, b\"\n5,6,7,8\n");
        assertThat(scheduled.submit(name, TIME).id()).isEqualTo(job.id());
        assertThat(scheduled.submit(name, "2026-03-02T06:00:00Z").id()).isNotEqualTo(job.id());
    }

    @Test
    void an_object_is_submitted_as_it_is_when_the_time_has_come() throws IOException {
        String key = "uploads/" + Jobs.unique("table") + ".csv";
        String name = publish("schedule: {when: rate(1 day), object: " + key + "}", "");
        assertThatThrownBy(() -> scheduled.submit(name, TIME))
                .hasMessageContaining("the schedule's table " + key + " is not in the bucket");

        cloud.bucket.put(key, "variance,skewness,curtosis,entropy\n1,2,3,4\n".getBytes(StandardCharsets.UTF_8));

        assertThat(scheduled.submit(name, TIME).rows()).isEqualTo(1);
    }

    @Test
    void what_cannot_be_a_job_is_told() throws IOException {
        String name = publish("schedule: {when: rate(1 day), table: nightly.csv}", "variance,skewness\n1,2\n");
        assertThatThrownBy(() -> scheduled.submit(name, TIME)).isInstanceOf(HeaderException.class);
        assertThatThrownBy(() -> scheduled.submit("nobody", TIME)).hasMessageContaining("'nobody' is not published");
        cloud.publish(BANKNOTE);
        assertThatThrownBy(() -> scheduled.submit("banknote", TIME))
                .hasMessageContaining("the manifest of 'banknote' has no schedule");
    }

    private String text(String key) throws IOException {
        try (var in = cloud.bucket.open(key)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void the_setting_that_names_the_time_is_read() {
        assertThat(List.of(
                        BatchConfig.of(java.util.Map.of("VITRINE_PROTOTYPE", "p", "VITRINE_BUCKET", "b"))
                                .plannedAt()
                                .isPresent(),
                        BatchConfig.of(java.util.Map.of(
                                        "VITRINE_PROTOTYPE", "p", "VITRINE_BUCKET", "b", "VITRINE_PLANNED_AT", TIME))
                                .plannedAt()
                                .isPresent()))
                .containsExactly(false, true);
    }
}
