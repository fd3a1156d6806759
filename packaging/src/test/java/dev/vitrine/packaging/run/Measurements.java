package dev.vitrine.packaging.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code make bench}: numbers of one run on this computer. Not part of the tests, since it takes minutes. */
class Measurements {
    private static final int ROWS = Integer.getInteger("vitrine.rows", 4_000_000);
    private static final int PREDICTIONS = Integer.getInteger("vitrine.predictions", 100_000);
    private static final int WARM_UP = 3_000;
    private static final int SAMPLES = 3_000;
    private static final int CLIENTS = 100;
    private static final int ROUNDS = 4;
    private static final String CALL =
            "{\"inputs\":[{\"variance\":3.6216,\"skewness\":8.6661,\"curtosis\":-2.8073,\"entropy\":-0.44699}]}";

    private final StringBuilder report = new StringBuilder();

    @Test
    void measure(@TempDir Path folder) throws Exception {
        try (RunningVitrine vitrine = RunningVitrine.start()) {
            ApiClient api = vitrine.api();
            long cold = nanosOf(api);
            say("first answer, function not started: %.0f ms".formatted(cold / 1e6));
            oneClient(api);
            memory(vitrine, "before");
            for (int round = 1; round <= ROUNDS; round++) {
                manyClients(api);
                memory(vitrine, "after %,d predictions by %d clients".formatted(round * PREDICTIONS / ROUNDS, CLIENTS));
            }
            batches(vitrine, folder);
        } finally {
            Files.writeString(Path.of("target/measurements.txt"), report);
        }
    }

    private void oneClient(ApiClient api) {
        for (int i = 0; i < WARM_UP; i++) {
            nanosOf(api);
        }
        long[] nanos = new long[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            nanos[i] = nanosOf(api);
        }
        Arrays.sort(nanos);
        say("realtime, one client: p50 %.1f ms, p99 %.1f ms"
                .formatted(nanos[SAMPLES / 2] / 1e6, nanos[SAMPLES * 99 / 100] / 1e6));
    }

    private void manyClients(ApiClient api) throws InterruptedException {
        AtomicInteger left = new AtomicInteger(PREDICTIONS / ROUNDS);
        AtomicInteger errors = new AtomicInteger();
        Instant start = Instant.now();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CLIENTS; i++) {
                clients.execute(() -> {
                    while (left.getAndDecrement() > 0) {
                        if (api.tryPredict("banknote", CALL).statusCode() != 200) {
                            errors.incrementAndGet();
                        }
                    }
                });
            }
            clients.shutdown();
            assertThat(clients.awaitTermination(30, TimeUnit.MINUTES)).isTrue();
        }
        double seconds = Duration.between(start, Instant.now()).toMillis() / 1e3;
        say("realtime, %d clients at once: %.0f answers/s, %d errors"
                .formatted(CLIENTS, PREDICTIONS / (ROUNDS * seconds), errors.get()));
    }

    private void batches(RunningVitrine vitrine, Path folder) throws IOException, InterruptedException {
        Path table = LongTable.write(folder.resolve("table.csv"), ROWS);
        Workshop workshop = new Workshop(Files.createDirectory(folder.resolve("prototypes")));
        workshop.workers("one-worker", 1);
        workshop.workers("two-workers", 2);
        workshop.publish(vitrine);
        double one = batch(vitrine.api(), "one-worker", table);
        double two = batch(vitrine.api(), "two-workers", table);
        say("two workers do %.2f times what one does, on %d cores"
                .formatted(two / one, Runtime.getRuntime().availableProcessors()));
        Optional<Double> plain = pandas(table, folder);
        plain.ifPresent(rows -> say("pandas and scikit-learn, one process: %,.0f rows/s; one worker is %.2f times that"
                .formatted(rows, one / rows)));
    }

    /** Rows per second, from the first claim to the job's end. */
    private double batch(ApiClient api, String prototype, Path table) throws IOException {
        JsonNode job = api.awaitDone(api.submit(prototype, BodyPublishers.ofFile(table)), Duration.ofMinutes(10));
        assertThat(job.path("state").asText()).as(job.toString()).isEqualTo("SUCCEEDED");
        Instant started = Instant.parse(job.path("startedAt").asText());
        Instant finished = Instant.parse(job.path("finishedAt").asText());
        double seconds = Duration.between(started, finished).toMillis() / 1e3;
        say("batch, %s: %,d rows in %.1f s, %,.0f rows/s".formatted(prototype, ROWS, seconds, ROWS / seconds));
        return ROWS / seconds;
    }

    /** Rows per second of the plain script, by the first Python that has what it needs. */
    private Optional<Double> pandas(Path table, Path folder) throws InterruptedException {
        PythonScript.Outcome outcome = PythonScript.run(
                "pandas_baseline.py",
                RunCommand.PROTOTYPES.resolve("banknote/data/banknote.csv").toString(),
                table.toString(),
                folder.resolve("pandas.csv").toString());
        if (!outcome.done()) {
            say("pandas and scikit-learn: " + outcome.said());
        }
        return outcome.done() ? Optional.of(Double.valueOf(outcome.said())) : Optional.empty();
    }

    private void memory(RunningVitrine vitrine, String when) throws IOException {
        say("frontend resident memory: %d MB %s".formatted(frontendKb(vitrine) >> 10, when));
    }

    private static long nanosOf(ApiClient api) {
        long start = System.nanoTime();
        api.predict("banknote", CALL);
        return System.nanoTime() - start;
    }

    /** Resident set in kB; 0 where the system does not say. */
    private static long frontendKb(RunningVitrine vitrine) throws IOException {
        Path status = Path.of(
                "/proc", String.valueOf(vitrine.processes("frontend").getFirst().pid()), "status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }

    private void say(String line) {
        report.append(line).append('\n');
    }
}
