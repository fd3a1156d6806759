package dev.vitrine.packaging.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Small tables are answered by the function, large ones by workers, and nobody can tell from the results. */
@ExtendWith(VitrineExtension.class)
class AtOnceIT {
    private static final String HEADER = "variance,skewness,curtosis,entropy\n";

    @Test
    void a_small_table_gets_the_same_results_without_a_worker(RunningVitrine vitrine) {
        StringBuilder rows = new StringBuilder();
        for (int row = 1; row <= 300; row++) {
            rows.append(row % 60 == 0 ? "heavy" : Double.toString(row % 90 / 10.0 - 4))
                    .append(",8.6661,-2.8073")
                    .append(row == 7 ? "\n" : ",-0.44699\n");
        }
        ApiClient api = vitrine.api();
        String small = api.submit("banknote", BodyPublishers.ofString(HEADER + rows));
        JsonNode job = api.awaitDone(small, Duration.ofSeconds(60));
        assertThat(job.path("state").asText()).as(job.toString()).isEqualTo("SUCCEEDED");
        assertThat(job.path("rejects").asInt()).isEqualTo(6);
        JsonNode shard = api.json("/api/v1/jobs/" + small);
        assertThat(shard.path("shardsDone").asInt()).isEqualTo(1);

        String large = api.submit(
                "banknote", BodyPublishers.ofString(HEADER + rows.toString().repeat(4)));
        assertThat(api.awaitDone(large, Duration.ofMinutes(2)).path("state").asText())
                .isEqualTo("SUCCEEDED");
        List<String> atOnce = lines(api, small, "results");
        assertThat(atOnce).isEqualTo(lines(api, large, "results").subList(0, 301));
        assertThat(lines(api, small, "rejects"))
                .isEqualTo(lines(api, large, "rejects").subList(0, 7));
    }

    private static List<String> lines(ApiClient api, String job, String what) {
        return api.get("/api/v1/jobs/" + job + "/" + what + ".csv")
                .body()
                .lines()
                .toList();
    }
}
