package dev.vitrine.packaging.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VitrineExtension.class)
class BanknoteTableIT {
    private static final Path TABLE = RunCommand.PROTOTYPES.resolve("banknote/data/banknote.csv");

    @Test
    void the_whole_table_comes_back_with_one_outcome_per_row_in_order(RunningVitrine vitrine, @TempDir Path folder)
            throws IOException {
        ApiClient api = vitrine.api();
        String id = api.submit("banknote", BodyPublishers.ofFile(TABLE));

        JsonNode job = api.awaitDone(id, Duration.ofMinutes(1));
        assertThat(job.path("state").asText()).as(job.toString()).isEqualTo("SUCCEEDED");
        assertThat(job.path("rowsDone").asInt()).isEqualTo(1_372);
        assertThat(job.path("rejects").asInt()).isZero();

        List<String> results =
                Files.readAllLines(api.download("/api/v1/jobs/" + id + "/results.csv", folder.resolve("results.csv")));
        List<String> inputs = Files.readAllLines(TABLE);
        assertThat(results).hasSize(1_373);
        assertThat(results.getFirst()).isEqualTo("row,variance,skewness,curtosis,entropy,class,verdict,score,error");
        int right = 0;
        for (int row = 1; row < results.size(); row++) {
            assertThat(results.get(row)).startsWith(row + "," + inputs.get(row) + ",");
            boolean forged = inputs.get(row).endsWith(",1");
            right += results.get(row).contains(forged ? ",forged," : ",genuine,") ? 1 : 0;
        }
        assertThat(right / 1_372.0).isGreaterThan(0.97);
    }
}
