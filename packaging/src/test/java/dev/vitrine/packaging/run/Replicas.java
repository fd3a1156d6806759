package dev.vitrine.packaging.run;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.ecs.EcsClient;

/** The frontends of a started Vitrine, behind its load balancer. */
record Replicas(RunningVitrine vitrine) {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Returns when so many run, and answer at their ports. */
    void set(int count) {
        try (EcsClient ecs = Cloud.client(EcsClient.builder(), vitrine.cloud())) {
            ecs.updateService(request ->
                    request.cluster("vitrine").service("vitrine-frontend").desiredCount(count));
            await().atMost(PATIENCE)
                    .until(() -> ecs.describeServices(request ->
                                            request.cluster("vitrine").services("vitrine-frontend"))
                                    .services()
                                    .getFirst()
                                    .runningCount()
                            == count);
        }
        await().atMost(PATIENCE).until(() -> answering() == count);
    }

    long answering() {
        return all().stream().filter(Replicas::answers).count();
    }

    List<ProcessHandle> all() {
        return vitrine.processes("frontend");
    }

    /** Kills one at once, as a lost machine does. */
    void killOne() {
        all().getFirst().destroyForcibly();
    }

    private static boolean answers(ProcessHandle replica) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port(replica))) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** The port that the replica was given. */
    static int port(ProcessHandle replica) throws IOException {
        String environment = Files.readString(Path.of("/proc", String.valueOf(replica.pid()), "environ"));
        for (String variable : environment.split("\0", -1)) {
            if (variable.startsWith("PORT=")) {
                return Integer.parseInt(variable.substring(5));
            }
        }
        throw new IOException("the replica was given no port");
    }

    /** Resident set in MB. */
    static long residentMb(ProcessHandle process) throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                .findFirst()
                .orElse(0);
    }
}
