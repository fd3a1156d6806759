package dev.vitrine.packaging.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code make bench}: the frontend, as containers of its image, is redeployed again and again while 50 clients ask for a
 * page. Not part of the tests, since it takes all of the computer.
 */
class RedeployUnderLoad {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);

    @Test
    void measure(@TempDir Path state) throws Exception {
        try (DeployedImages images = new DeployedImages(state, TestBase.file(state))) {
            ApiClient api = images.deploy();
            long start = System.nanoTime();
            Load load = Load.start(images.url().resolve("/sign-in"), 50);
            int redeploys = 0;
            while (System.nanoTime() - start < LONG_ENOUGH.toNanos()) {
                images.redeploy();
                redeploys++;
            }
            Load.Result result = load.end();
            double seconds = (System.nanoTime() - start) / 1e9;
            Files.writeString(
                    Path.of("target/redeploys.txt"),
                    "redeploying the frontend %d times in %.0f s under 50 connections: %,d answers, %d failed requests%n"
                            .formatted(
                                    redeploys,
                                    seconds,
                                    result.answers(),
                                    result.failures().size()));
            api.json("/api/v1/prototypes");
        }
    }
}
