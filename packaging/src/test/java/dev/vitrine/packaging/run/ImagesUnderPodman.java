package dev.vitrine.packaging.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The images of this build as containers: built, pushed, deployed, and at work. */
class ImagesUnderPodman {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String TABLE = "variance,skewness,curtosis,entropy\n" + "3.6,8.6,-2.8,-0.4\n".repeat(500);

    @TempDir
    private Path state;

    @Test
    void images_built_twice_are_the_same_and_do_their_work_as_containers() throws Exception {
        try (DeployedImages images = new DeployedImages(state, TestBase.file(state))) {
            String first = images.build("predictor");
            assertThat(first).contains("sha256:").doesNotContain("gets no ahead-of-time cache");
            assertThat(images.build("predictor")).isEqualTo(first);

            ApiClient api = images.deploy();
            assertThat(api.predict(
                                    "banknote",
                                    "{\"columns\":[\"variance\",\"skewness\",\"curtosis\",\"entropy\"],"
                                            + "\"inputs\":[[3.6,8.6,-2.8,-0.4]]}")
                            .path("predictions")
                            .path(0)
                            .path("verdict")
                            .asText())
                    .isEqualTo("genuine");
            assertConfined(images.repositories());
            JsonNode job = api.awaitDone(api.submit("banknote", BodyPublishers.ofString(TABLE)), PATIENCE);
            assertThat(job.path("state").asText()).as(job.toString()).isEqualTo("SUCCEEDED");
        }
    }

    /** Frontend and function: neither is root, nor can write anywhere but to its temporary folder. */
    private void assertConfined(String repositories) throws IOException {
        String ids = Tool.run(state, "podman", "ps", "--format", "{{.ID}} {{.Image}}")
                .succeeded();
        List<String> ours = ids.lines()
                .filter(line -> line.contains(repositories))
                .map(line -> line.split(" ", 2)[0])
                .toList();
        assertThat(ours).hasSizeGreaterThanOrEqualTo(2);
        for (String id : ours) {
            assertThat(Tool.run(
                                    state,
                                    "podman",
                                    "inspect",
                                    "--format",
                                    "{{.Config.User}} {{.HostConfig.ReadonlyRootfs}}",
                                    id)
                            .succeeded()
                            .strip())
                    .isEqualTo("10001:10001 true");
        }
    }
}
