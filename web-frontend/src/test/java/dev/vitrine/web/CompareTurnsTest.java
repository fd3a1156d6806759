package dev.vitrine.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitrine.common.job.Job;
import dev.vitrine.common.job.JobResults;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two pairs of jobs are compared at a time, downloads included. */
@Timeout(120)
class CompareTurnsTest {
    private static final RunningFrontend FRONTEND = RunningFrontend.get();

    /** Results of which no page comes until told. */
    private record HeldResults(JobResults results, CountDownLatch asked, CountDownLatch until) implements JobResults {
        @Override
        public List<List<String>> page(Job job, long firstRow, int count, UnaryOperator<List<String>> kept) {
            asked.countDown();
            try {
                until.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return results.page(job, firstRow, count, kept);
        }

        @Override
        public List<String> columns(Job job) {
            return results.columns(job);
        }

        @Override
        public List<List<String>> rows(Job job, List<Long> numbers, UnaryOperator<List<String>> kept) {
            return results.rows(job, numbers, kept);
        }

        @Override
        public void forEach(Job job, Consumer<List<String>> visitor) {
            results.forEach(job, visitor);
        }

        @Override
        public void writeCsv(Job job, OutputStream out) {
            results.writeCsv(job, out);
        }

        @Override
        public void writeRejectsCsv(Job job, OutputStream out) {
            results.writeRejectsCsv(job, out);
        }

        @Override
        public List<List<String>> rejects(Job job, long after, int count, UnaryOperator<List<String>> kept) {
            return results.rejects(job, after, count, kept);
        }
    }

    @Test
    void aThirdPairIsAskedToComeAgainAndThenServed() throws Exception {
        String table = "weight,year,metal\n1,1900,gold\n30,1901,silver\n";
        String jobs = "?job=" + ResultsTest.done(table, 0) + "&job=" + ResultsTest.done(table, 0);
        WebParts parts = FRONTEND.parts();
        HeldResults held = new HeldResults(parts.results(), new CountDownLatch(2), new CountDownLatch(1));
        try (WebServer server = RunningFrontend.another(Map.of(), FRONTEND.parts(held, parts.predictor()));
                ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<HttpResponse<String>> download = people.submit(() -> ask(server, "/jobs/compare.csv" + jobs));
            Future<HttpResponse<String>> page = people.submit(() -> ask(server, "/jobs/compare" + jobs));
            held.asked().await();
            for (String third : List.of("/jobs/compare.csv", "/jobs/compare")) {
                HttpResponse<String> refused = ask(server, third + jobs);
                assertThat(refused.statusCode()).as(third).isEqualTo(429);
                assertThat(refused.body()).as(third).contains("Too many comparisons");
            }
            held.until().countDown();
            assertThat(download.get().statusCode()).isEqualTo(200);
            assertThat(page.get().statusCode()).isEqualTo(200);
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> ask(server, "/jobs/compare.csv" + jobs).statusCode() == 200);
        }
    }

    private static HttpResponse<String> ask(WebServer server, String path) {
        return FRONTEND.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Authorization", RunningFrontend.basic("Ada", RunningFrontend.PASSWORD))
                .header("Accept", path.contains(".csv") ? "*/*" : "text/html"));
    }
}
