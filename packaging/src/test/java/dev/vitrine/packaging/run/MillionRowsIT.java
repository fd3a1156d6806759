package dev.vitrine.packaging.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A large job while its workers and the cloud are killed. {@code -Dvitrine.rows} sets how large, {@code -Dvitrine.seed}
 * repeats the moments.
 */
class MillionRowsIT {
    private static final int ROWS = Integer.getInteger("vitrine.rows", 1_000_000);
    private static final int WORKERS_KILLED = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(6);

    @Test
    void every_row_has_exactly_one_outcome_whoever_is_killed_meanwhile(@TempDir Path folder) throws IOException {
        long seed = Long.getLong("vitrine.seed", System.nanoTime());
        Random moments = new Random(seed);
        Path table = LongTable.write(folder.resolve("table.csv"), ROWS);
        try (RunningVitrine vitrine = RunningVitrine.start()) {
            ApiClient api = vitrine.api();
            Path undisturbed = results(api, submit(api, table), folder.resolve("undisturbed.csv"));

            String disturbed = submit(api, table);
            int cloudAfter = moments.nextInt(WORKERS_KILLED);
            for (int kill = 0; kill < WORKERS_KILLED; kill++) {
                double share = (kill + moments.nextDouble()) / (WORKERS_KILLED + 1);
                awaitRowsDone(api, disturbed, (long) (share * ROWS));
                await("a worker runs").atMost(PATIENCE).until(() -> !vitrine.processes("batch")
                        .isEmpty());
                List<ProcessHandle> workers = vitrine.processes("batch");
                if (!workers.isEmpty()) {
                    workers.get(moments.nextInt(workers.size())).destroyForcibly();
                }
                if (kill == cloudAfter) {
                    vitrine.processes("local-cloud").forEach(ProcessHandle::destroyForcibly);
                }
            }
            Path other = results(api, disturbed, folder.resolve("disturbed.csv"));

            assertThat(Files.mismatch(undisturbed, other))
                    .as("first byte that differs (repeat with -Dvitrine.seed=" + seed + ")")
                    .isEqualTo(-1);
            assertOneOutcomePerRow(other);
        }
    }

    private static String submit(ApiClient api, Path table) throws IOException {
        return api.submit("banknote", BodyPublishers.ofFile(table));
    }

    private static void awaitRowsDone(ApiClient api, String job, long rows) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> api.json("/api/v1/jobs/" + job).path("rowsDone").asLong() >= rows);
    }

    private static Path results(ApiClient api, String id, Path file) {
        JsonNode job = api.awaitDone(id, PATIENCE);
        assertThat(job.path("state").asText()).as(job.toString()).isEqualTo("SUCCEEDED");
        assertThat(job.path("rowsDone").asLong()).isEqualTo(ROWS);
        return api.download("/api/v1/jobs/" + id + "/results.csv", file);
    }

    private static void assertOneOutcomePerRow(Path results) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(results)) {
            assertThat(reader.readLine()).startsWith("row,");
            for (int row = 1; row <= ROWS; row++) {
                String line = reader.readLine();
                if (line == null || !line.startsWith(row + ",")) {
                    assertThat(line).as("record of row " + row).startsWith(row + ",");
                }
            }
            assertThat(reader.readLine()).isNull();
        }
    }
}
