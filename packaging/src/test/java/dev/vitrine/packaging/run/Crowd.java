package dev.vitrine.packaging.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitrine.localcloud.process.ProcessorGroups;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * {@code make bench}: 100 scripted stakeholders on two replicas behind the load balancer, one of which is killed half way;
 * then 1,000 event streams on one replica. Not part of the tests, since it takes minutes.
 */
class Crowd {
    private static final int PEOPLE = 100;
    private static final int STREAMS = Integer.getInteger("vitrine.streams", 1_000);
    private static final int SECONDS = Integer.getInteger("vitrine.crowdSeconds", 180);

    /** A table with a number of rows that no other has, and how events tell it. */
    private static final String TOLD_TABLE = "variance,skewness,curtosis,entropy\n" + "1,1,1,1\n".repeat(7);

    private static final String TOLD = "\"rows\":7,";

    private final StringBuilder said = new StringBuilder();

    @Test
    void a_hundred_stakeholders_and_a_thousand_streams() throws Exception {
        boolean limited = ProcessorGroups.find().isPresent()
                && Boolean.parseBoolean(System.getProperty("vitrine.cpuLimits", "true"));
        try (RunningVitrine vitrine = RunningVitrine.start(limited ? Map.of("CPU_LIMITS", "true") : Map.of())) {
            say(
                    limited
                            ? "each replica has a quarter of a processor"
                            : "each replica may use all processors: no control group can be made here");
            Replicas replicas = new Replicas(vitrine);
            replicas.set(2);
            vitrine.api().predict("banknote", question());
            CrowdReport report = CrowdReport.of(vitrine, PEOPLE, SECONDS, replicas::killOne);
            say(PEOPLE + " stakeholders for " + SECONDS + " s on two replicas, one killed half way: " + report.line());
            report.errors().stream().distinct().limit(10).forEach(error -> say("  error: " + error));
            List<String> lost = report.lost(vitrine.api());
            say("jobs lost: " + lost.size() + " of " + report.jobs().size());
            streams(vitrine, replicas);
            assertThat(report.errors()).isEmpty();
            assertThat(report.timesSignedOut()).isZero();
            assertThat(lost).isEmpty();
            if (!limited) {
                assertThat(report.predictionMillis(0.99))
                        .as("p99 of predictions, in ms")
                        .isLessThan(1_000);
            }
        } finally {
            Files.writeString(Path.of("target/crowd.txt"), said);
        }
    }

    private static String question() {
        return "{\"inputs\":[{\"variance\":3.6,\"skewness\":8.6,\"curtosis\":-2.8,\"entropy\":-0.4}]}";
    }

    private void streams(RunningVitrine vitrine, Replicas replicas) throws Exception {
        await().atMost(Duration.ofMinutes(2)).until(() -> replicas.answering() >= 1);
        ProcessHandle replica = replicas.all().getFirst();
        int port = Replicas.port(replica);
        long before = Replicas.residentMb(replica);
        List<Socket> sockets = new ArrayList<>();
        CountDownLatch begun = new CountDownLatch(STREAMS);
        CountDownLatch told = new CountDownLatch(STREAMS);
        String authorization =
                Base64.getEncoder().encodeToString(("follower:" + vitrine.password()).getBytes(StandardCharsets.UTF_8));
        try (ExecutorService followers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < STREAMS; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                sockets.add(socket);
                socket.getOutputStream()
                        .write(("GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic "
                                        + authorization + "\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                followers.execute(() -> follow(socket, begun, told));
            }
            boolean all = begun.await(2, TimeUnit.MINUTES);
            long submitted = System.nanoTime();
            vitrine.api().submit("banknote", BodyPublishers.ofString(TOLD_TABLE));
            boolean heard = all && told.await(2, TimeUnit.MINUTES);
            say(STREAMS + " event streams on one replica: " + (STREAMS - begun.getCount()) + " open, "
                    + (STREAMS - told.getCount()) + " heard of a new job"
                    + (heard ? " within " + (System.nanoTime() - submitted) / 1_000_000 + " ms" : "")
                    + "; resident memory " + before + " MB before, " + Replicas.residentMb(replica)
                    + " MB with them");
            assertThat(heard).as("every stream heard of the job").isTrue();
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private static void follow(Socket socket, CountDownLatch begun, CountDownLatch told) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            boolean started = false;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("retry:") && !started) {
                    started = true;
                    begun.countDown();
                } else if (line.startsWith("data: ") && line.contains(TOLD)) {
                    told.countDown();
                    return;
                }
            }
        } catch (IOException e) {
            // Closed at the end.
        }
    }

    private void say(String line) {
        said.append(line).append('\n');
    }
}
