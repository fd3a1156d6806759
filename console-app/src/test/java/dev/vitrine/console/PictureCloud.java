package dev.vitrine.console;

import static org.awaitility.Awaitility.await;

import dev.vitrine.common.aws.DynamoJobTable;
import dev.vitrine.common.job.Claim;
import dev.vitrine.common.job.Job;
import dev.vitrine.common.job.JobProgress;
import dev.vitrine.common.job.JobState;
import dev.vitrine.common.operation.CloudSettings;
import dev.vitrine.console.cost.CallDay;
import dev.vitrine.console.kit.StateFile;
import dev.vitrine.console.resource.TaskUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;

/** A local cloud on which a small team has worked for a day: prototypes, images, services, functions, runs of every state. */
final class PictureCloud implements AutoCloseable {
    private static final Path PROTOTYPES = Path.of("..", "prototypes");
    private static final Duration LEASE = Duration.ofMinutes(10);

    private final Path folder;
    private final TestClock clock = new TestClock();
    private final TestCloud cloud;
    private final DynamoJobTable jobs;
    private final Map<String, String> versions = new HashMap<>();
    private final List<Claim> running = new ArrayList<>();
    private String answered = "";
    private int submitted;
    private long inWork = 8_000;

    PictureCloud(Path folder) throws Exception {
        this.folder = folder;
        cloud = TestCloud.at(folder, clock);
        jobs = cloud.jobs;
    }

    /** Does what the team did. */
    void fill() throws Exception {
        clock.back(Duration.ofHours(9));
        publish("banknote", "{\"accuracy\": 0.982, \"rows\": 274}", "{\"accuracy\": 0.987, \"rows\": 1372}");
        publish("digits", "{\"accuracy\": 0.941, \"epochs\": 12}", "{\"accuracy\": 0.972, \"epochs\": 40}");
        images();
        runs();
        usage();
    }

    private void publish(String name, String... metrics) throws Exception {
        Path copy = folder.resolve(name);
        TestFolders.copy(PROTOTYPES.resolve(name), copy);
        for (String each : metrics) {
            Files.writeString(copy.resolve("model/metrics.json"), each);
            versions.put(name, cloud.publish(copy));
            clock.forward(Duration.ofMinutes(47));
        }
    }

    private void images() throws Exception {
        TestRegistry registry = new TestRegistry(cloud.endpoint());
        Map<String, String> addresses = new HashMap<>();
        for (String name : List.of("frontend", "predictor", "batch")) {
            String repository = "vitrine/" + name;
            String uri = cloud.repository(repository);
            String digest = "";
            for (String commit : List.of("4c1d09e", "9b7f2a4", "e05c3d8")) {
                digest = registry.push(repository, commit, List.of("sh", "-c", program(name)));
                clock.forward(Duration.ofMinutes(6));
            }
            addresses.put(name, uri + "@" + digest);
        }
        cloud.serve(
                "vitrine-frontend",
                cloud.define(
                        "vitrine-frontend",
                        Objects.requireNonNull(addresses.get("frontend")),
                        "serve",
                        "/vitrine/frontend",
                        Map.of("PORT", "8080", "PASSWORD", "hidden")));
        BalancedService.create(cloud, "vitrine-preview", "vitrine-preview");
        for (String prototype : List.of("banknote", "digits")) {
            cloud.define(
                    "vitrine-" + prototype,
                    Objects.requireNonNull(addresses.get("batch")),
                    prototype,
                    "/vitrine/" + prototype,
                    Map.of("PROTOTYPE", prototype, "ROWS_PER_SHARD", "50000"));
        }
        for (String prototype : List.of("banknote", "digits")) {
            cloud.function("vitrine-" + prototype, Objects.requireNonNull(addresses.get("predictor")));
        }
    }

    /** What an image does: it serves, or works, by the name of its prototype, until it is told to end. */
    private String program(String image) {
        if (!image.equals("batch")) {
            return "i=0; while [ $i -lt 4000 ]; do i=$((i+1)); "
                    + "echo \"INFO GET /api/v1/prototypes/banknote 200 in $((i % 23 + 2)) ms\"; sleep 1; done";
        }
        return "echo INFO worker starts, prototype $0, engine MXNet; "
                + "echo INFO model version fetched in 212 ms; echo WARN input column serial_no is not declared, left out; "
                + "i=0; while [ ! -e " + folder.resolve("go-") + "$0 ] && [ $i -lt 3000 ]; do i=$((i+1)); "
                + "echo \"{\\\"level\\\":\\\"INFO\\\",\\\"message\\\":\\\"shard done\\\",\\\"shard\\\":$i,\\\"rows\\\":50000,"
                + "\\\"rowsPerSecond\\\":$((9000 + (i * 613) % 1900)),\\\"loss\\\":0.$((900 - i % 600))}\"; "
                + "[ $((i % 9)) = 4 ] && echo \"ERROR row $((i * 50000 - 17)): variance is 9.81, more than 8; rejected\"; "
                + "sleep 0.4; done; echo INFO no shard is left, 0 in work; echo INFO worker ends";
    }

    private Path go(String prototype) {
        return folder.resolve("go-" + prototype);
    }

    private void runs() throws Exception {
        done("banknote", "counterfeits-frankfurt-second-sorting-2026-10-30.csv", "Ada", 40, 12, 2);
        done("digits", "forms-scan-batch-0417.jsonl", "Grace", 12, 31, 1);
        done("banknote", "notes.csv", "Ada", 3, 4, 1);
        failed();
        cancelled();
        done(
                "banknote",
                "branch-office-vienna-monthly-reconciliation-of-returned-notes-final-v3.xlsx",
                "Edsger",
                8,
                9,
                1);
        done("digits", "form", "Barbara", 1, 1, 1);
        answer();
        clock.now();
        running("digits", "census-1910-occupation-columns-all-districts.csv", "Grace", 60, 2);
    }

    private Job submit(String prototype, String source, String owner, int shards) {
        String id = clock.instant().toString().replaceAll("[-:]|\\..*|Z", "").replace('T', '-')
                + String.format("-%04x", 0xa1b2 + 977 * submitted++);
        int rows = shards == 1 ? 240 : 50_000;
        return cloud.submit(new Job(
                id,
                prototype,
                Objects.requireNonNull(versions.get(prototype)),
                source,
                owner,
                clock.instant(),
                submitted,
                List.of(prototype.equals("digits") ? "pixel_00" : "variance"),
                (long) shards * rows,
                shards,
                JobState.QUEUED,
                JobProgress.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    }

    private void done(String prototype, String source, String owner, int shards, int rejects, int workers)
            throws Exception {
        clock.forward(Duration.ofMinutes(19));
        submit(prototype, source, owner, shards);
        List<String> tasks = start(prototype, workers);
        List<String> names = workers(tasks);
        clock.forward(Duration.ofSeconds(4));
        for (int shard = 1; shard <= shards; shard++) {
            Claim claim =
                    jobs.claim(prototype, names.get(shard % workers), LEASE).orElseThrow();
            clock.forward(Duration.ofSeconds(5 + shard % 3));
            jobs.complete(claim, shard <= rejects ? 1 : 0);
        }
        end(prototype, tasks);
    }

    /** A small run whose results are there. */
    private void answer() throws Exception {
        clock.forward(Duration.ofMinutes(8));
        answered = submit("banknote", "doubtful-notes.csv", "Ada", 1).id();
        List<String> tasks = start("banknote", 1);
        Claim claim = jobs.claim("banknote", workers(tasks).getFirst(), LEASE).orElseThrow();
        clock.forward(Duration.ofSeconds(3));
        cloud.answer(claim);
        end("banknote", tasks);
    }

    private void failed() throws Exception {
        clock.forward(Duration.ofMinutes(31));
        submit("digits", "a3-posters-in-colour.zip.csv", "Barbara", 6);
        List<String> tasks = start("digits", 1);
        Claim claim = jobs.claim("digits", workers(tasks).getFirst(), LEASE).orElseThrow();
        clock.forward(Duration.ofMinutes(2));
        jobs.failJob(
                claim,
                "The worker ran out of memory (2048 MB) in shard 1, row 31,204. Give it more: batch.memory in prototype.yaml.");
        end("digits", tasks);
    }

    private void cancelled() throws Exception {
        clock.forward(Duration.ofMinutes(12));
        Job job = submit("banknote", "wrong-file.csv", "Edsger", 20);
        List<String> tasks = start("banknote", 1);
        Claim claim = jobs.claim("banknote", workers(tasks).getFirst(), LEASE).orElseThrow();
        clock.forward(Duration.ofSeconds(40));
        jobs.complete(claim, 2);
        jobs.cancel(job.id());
        end("banknote", tasks);
    }

    private void running(String prototype, String source, String owner, int shards, int workers) throws Exception {
        clock.back(Duration.ofMinutes(6));
        submit(prototype, source, owner, shards);
        List<String> names = workers(start(prototype, workers));
        for (int shard = 1; shard <= 37; shard++) {
            Claim claim =
                    jobs.claim(prototype, names.get(shard % workers), LEASE).orElseThrow();
            clock.forward(Duration.ofSeconds(9));
            jobs.complete(claim, shard % 5 == 0 ? 3 : 0);
        }
        clock.now();
        for (String name : names) {
            running.add(jobs.claim(prototype, name, LEASE).orElseThrow());
        }
        advance();
    }

    /** The run whose results are there. */
    String answeredRun() {
        return answered;
    }

    /** The running job goes on. */
    void advance() {
        inWork += 5_300;
        if (inWork > 50_000) {
            inWork = 0;
            running.replaceAll(claim -> {
                jobs.complete(claim, 1);
                return jobs.claim("digits", claim.lease().worker(), LEASE).orElseThrow();
            });
        }
        running.forEach(claim -> jobs.renew(claim, LEASE, inWork));
    }

    private List<String> start(String prototype, int count) throws Exception {
        Files.deleteIfExists(go(prototype));
        List<String> arns = cloud.run("vitrine-" + prototype, count);
        awaitStatus(arns, "RUNNING");
        return arns;
    }

    /** The names by which the tasks hold parts of runs. */
    private List<String> workers(List<String> tasks) {
        return cloud
                .ecs
                .describeTasks(request -> request.cluster(TestCloud.CLUSTER).tasks(tasks))
                .tasks()
                .stream()
                .map(task -> "worker-" + task.containers().getFirst().runtimeId())
                .toList();
    }

    private void end(String prototype, List<String> tasks) throws Exception {
        Files.writeString(go(prototype), "");
        awaitStatus(tasks, "STOPPED");
    }

    private void awaitStatus(List<String> tasks, String status) {
        await(status)
                .atMost(TestConsole.PATIENCE)
                .until(() ->
                        cloud
                                .ecs
                                .describeTasks(request ->
                                        request.cluster(TestCloud.CLUSTER).tasks(tasks))
                                .tasks()
                                .stream()
                                .allMatch(task -> task.lastStatus().equals(status)));
    }

    /** What a console of the team has seen in the last weeks. */
    private void usage() {
        Random random = new Random(7);
        List<TaskUsage> seen = new ArrayList<>();
        List<CallDay> called = new ArrayList<>();
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        for (int day = 30; day > 0; day--) {
            LocalDate date = today.minusDays(day);
            boolean weekend = date.getDayOfWeek().getValue() > 5;
            use(seen, "vitrine-frontend", 256, 512, date, 0, 24);
            use(seen, "vitrine-banknote", 1_024, 4_096, date, 9, weekend ? 0 : 1 + random.nextInt(4));
            use(seen, "vitrine-digits", 2_048, 8_192, date, 13, weekend ? 0 : random.nextInt(3));
            int calls = (weekend ? 9_000 : 80_000) + random.nextInt(30_000);
            called.add(new CallDay(CallDay.Kind.CALLS, "vitrine-banknote", date, calls, 74.0 * calls, 1_024));
            called.add(new CallDay(
                    CallDay.Kind.CALLS, "vitrine-digits", date, Math.rint(calls / 3.0), 31.0 * calls, 1_024));
        }
        StateFile state =
                StateFile.open(state().resolve(CloudConfig.session(CloudSettings.OF_ENVIRONMENT, Map.of())
                                .key() + ".json"));
        state.put("usage", seen);
        state.putList("functionDays", called.reversed());
        state.put("functionDaysAt", Instant.now());
        state.save();
    }

    private static void use(
            List<TaskUsage> seen, String family, int cpu, int memory, LocalDate date, int hour, int hours) {
        Instant from = date.atTime(hour, 0).toInstant(ZoneOffset.UTC);
        seen.add(new TaskUsage(
                "arn:aws:ecs:us-east-1:000000000000:task/vitrine/" + Integer.toHexString(seen.size() * 7919 + 4096),
                family,
                cpu,
                memory,
                false,
                from,
                from.plus(Duration.ofHours(hours)),
                false,
                "",
                "batch",
                "sha256:0011223344"));
    }

    /** Where the console keeps what it knows. */
    Path state() {
        return folder.resolve("console");
    }

    @Override
    public void close() {
        cloud.close();
    }
}
