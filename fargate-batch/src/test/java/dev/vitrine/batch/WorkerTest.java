package dev.vitrine.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitrine.common.artifact.ArtifactCache;
import dev.vitrine.common.artifact.BucketKeys;
import dev.vitrine.common.artifact.ModelVersion;
import dev.vitrine.common.aws.AwsNames;
import dev.vitrine.common.aws.BucketJobResults;
import dev.vitrine.common.aws.DynamoCounterStore;
import dev.vitrine.common.job.Job;
import dev.vitrine.common.job.JobResults;
import dev.vitrine.common.job.JobState;
import dev.vitrine.common.prediction.PrintedOutcome;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(Cloud.Running.class)
class WorkerTest {
    private static final List<String> OUTPUTS = List.of("verdict", "score");
    private static final Path BANKNOTE = Path.of("../prototypes/banknote");

    private final Cloud cloud;
    private final JobResults results;

    @TempDir
    private Path folder;

    WorkerTest(Cloud cloud) {
        this.cloud = cloud;
        this.results = new BucketJobResults(cloud.bucket, cloud.jobs, job -> OUTPUTS);
    }

    private void work(String prototype) {
        BatchConfig config = new BatchConfig(
                AwsNames.of(Map.of("VITRINE_BUCKET", Cloud.BUCKET, "VITRINE_CACHE", folder.toString())),
                prototype,
                Jobs.unique("worker"),
                Optional.empty(),
                2);
        CounterSnapshots counters = new CounterSnapshots(
                cloud.bucket, new DynamoCounterStore(cloud.dynamoDb, "vitrine", Clock.systemUTC()));
        try (Stop stop = new Stop(Duration.ofSeconds(10));
                Versions versions = new Versions(
                        cloud.prototypes, new ArtifactCache(cloud.bucket, folder), counters, config.threads())) {
            ShardWork work = new ShardWork(cloud.jobs, cloud.bucket, config.threads(), stop);
            new Worker(config, cloud.jobs, versions, work, stop).run();
        }
    }

    private Job job(Job job) {
        return cloud.jobs.find(job.id()).orElseThrow();
    }

    private String csv(Job job) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        results.writeCsv(job, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void every_row_of_a_job_gets_one_outcome_in_its_order() {
        String version = cloud.publish(BANKNOTE).version();
        List<String> rows = BanknoteTable.rows(2_500, 1);
        Job job = Jobs.submit(cloud, "banknote", version, BanknoteTable.HEADER, rows, 1_000);

        work("banknote");

        Job done = job(job);
        assertThat(done.reason()).isEmpty();
        assertThat(done.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(done.progress().rowsDone()).isEqualTo(2_500);
        assertThat(done.progress().rejects()).isEqualTo(25);
        List<String> lines = csv(done).lines().toList();
        assertThat(lines).hasSize(2_501);
        assertThat(lines.getFirst()).isEqualTo("row," + BanknoteTable.HEADER + ",verdict,score,error");
        for (int i = 1; i <= 2_500; i++) {
            assertThat(lines.get(i)).startsWith(i + "," + rows.get(i - 1) + ",");
        }
        assertThat(lines.get(100)).endsWith(",,,variance is not a number");
        assertThat(lines.get(1)).matches(".*,(genuine|forged),-?[0-9.]+,");
    }

    @Test
    void a_page_of_results_is_what_the_download_holds_there() {
        String version = cloud.publish(BANKNOTE).version();
        Job job = Jobs.submit(cloud, "banknote", version, BanknoteTable.HEADER, BanknoteTable.rows(700, 2), 300);
        work("banknote");
        Job done = job(job);
        List<List<String>> all = new ArrayList<>();
        csv(done).lines().skip(1).forEach(line -> all.add(List.of(line.split(",", -1))));

        assertThat(results.page(done, 1, 700)).isEqualTo(all);
        assertThat(results.page(done, 290, 25)).isEqualTo(all.subList(289, 314));
        assertThat(results.page(done, 699, 50)).isEqualTo(all.subList(698, 700));
        assertThat(results.page(done, 701, 50)).isEmpty();
        assertThat(results.rejects(done, 3)).extracting(List::getFirst).containsExactly("100", "200", "300");
        ByteArrayOutputStream rejects = new ByteArrayOutputStream();
        results.writeRejectsCsv(done, rejects);
        assertThat(rejects.toString(StandardCharsets.UTF_8).lines())
                .hasSize(8)
                .startsWith("row,column,value,reason," + BanknoteTable.HEADER);
    }

    @Test
    void cells_with_quotes_line_breaks_and_umlauts_come_back_and_ragged_rows_are_rejects() {
        String version = cloud.publish(BANKNOTE).version();
        List<String> rows = List.of(
                "1,2,3,-1,\"a \"\"quoted\"\"\nnote, München\"",
                "1,2,3",
                "1,2,3,-1,x,beyond",
                "\"\",2,3,-1,",
                "1,2,3,-1,plain");
        Job job = Jobs.submit(cloud, "banknote", version, BanknoteTable.HEADER + ",note", rows, 10);
        work("banknote");

        List<List<String>> page = results.page(job(job), 1, 10);

        assertThat(page).hasSize(5).allMatch(record -> record.size() == 9);
        assertThat(page.get(0).get(5)).isEqualTo("a \"quoted\"\nnote, München");
        assertThat(page.get(1).getLast()).contains("3 cells").contains("5");
        assertThat(page.get(2).getLast()).contains("6 cells");
        assertThat(page.get(3).getLast()).startsWith("variance is blank");
        assertThat(page.get(4).getLast()).isEmpty();
        assertThat(page.get(4).get(6)).isIn("genuine", "forged");
    }

    @Test
    void a_damaged_input_fails_the_job_with_a_reason_after_three_attempts() {
        String version = cloud.publish(BANKNOTE).version();
        Job job = Jobs.submit(cloud, "banknote", version, BanknoteTable.HEADER, BanknoteTable.rows(30, 3), 10);
        cloud.bucket.put(
                BucketKeys.input(job.id(), 2), (BanknoteTable.HEADER + "\n1,2,3,4\n").getBytes(StandardCharsets.UTF_8));

        work("banknote");

        assertThat(job(job).state()).isEqualTo(JobState.FAILED);
        assertThat(job(job).reason().orElseThrow())
                .startsWith("Rows 11 to 20 failed 5 times: the stored input is damaged (it holds only 1 of 10 rows)")
                .endsWith("20 rows are done and can be downloaded.");
        assertThat(csv(job(job)).lines()).hasSize(21);
    }

    @Test
    void a_model_file_that_is_damaged_fails_the_job_at_once() {
        String version = cloud.publish(BANKNOTE).version();
        ModelVersion files = cloud.prototypes.version("banknote", version).orElseThrow();
        String params = files.files().entrySet().stream()
                .filter(file -> file.getKey().endsWith(".params"))
                .findFirst()
                .orElseThrow()
                .getValue();
        Path good = folder.resolve("good.params");
        cloud.bucket.download(BucketKeys.blob(params), good);
        cloud.bucket.put(BucketKeys.blob(params), new byte[] {1, 2, 3});
        try {
            Job job = Jobs.submit(cloud, "banknote", version, BanknoteTable.HEADER, BanknoteTable.rows(10, 4), 5);
            work("banknote");

            assertThat(job(job).state()).isEqualTo(JobState.FAILED);
            assertThat(job(job).reason().orElseThrow()).contains(".params").contains("damaged");
        } finally {
            cloud.bucket.put(BucketKeys.blob(params), good);
        }
    }

    @Test
    void a_version_that_is_gone_fails_the_job_at_once() {
        String prototype = Jobs.unique("gone");
        Job job = Jobs.submit(cloud, prototype, 5);

        work(prototype);

        assertThat(job(job).state()).isEqualTo(JobState.FAILED);
        assertThat(job(job).reason().orElseThrow()).startsWith("Version v1 of " + prototype + " is not there");
    }

    @Test
    void work_that_hangs_ends_within_two_seconds_of_a_cancel_and_stores_nothing() throws Exception {
        Held held = new Held("cancel");
        held.answering.await();

        long asked = System.nanoTime();
        cloud.jobs.cancel(held.job.id());
        held.thread.join();

        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(2));
        assertThat(held.ended).containsExactly("the job was ended");
        assertThat(cloud.bucket.keys(BucketKeys.job(held.job.id())))
                .containsExactly(BucketKeys.input(held.job.id(), 1));
    }

    @Test
    void work_that_cannot_end_in_time_is_given_up_when_the_worker_is_to_stop() throws Exception {
        Held held = new Held("stop");
        held.answering.await();

        held.stop.wish();
        held.thread.join();

        assertThat(held.ended).containsExactly("the worker is to stop");
        assertThat(job(held.job).state()).isEqualTo(JobState.RUNNING);
    }

    @Test
    void progress_within_a_shard_is_seen_while_it_runs() throws Exception {
        Held held = new Held("progress");
        held.allowed.release(3);

        await().atMost(Duration.ofSeconds(5))
                .until(() -> cloud.jobs.shards(held.job.id()).getFirst().rowsInWork() == 3 * 1024);

        held.stop.wish();
        held.thread.join();
    }

    /** A shard of 10,240 rows whose answers wait for permits, one for each block. */
    private final class Held {
        final CountDownLatch answering = new CountDownLatch(1);
        final Semaphore allowed = new Semaphore(0);
        final Stop stop = new Stop(Duration.ZERO);
        final List<String> ended = new ArrayList<>();
        final Job job;
        final Thread thread;

        Held(String name) {
            String prototype = Jobs.unique(name);
            List<String> rows = BanknoteTable.rows(10_240, 5);
            job = Jobs.submit(cloud, prototype, "v1", BanknoteTable.HEADER, rows, rows.size());
            thread = Thread.ofVirtual().start(() -> run(prototype));
        }

        private void run(String prototype) {
            long asked = System.nanoTime();
            var claim = cloud.jobs.claim(prototype, "held", BatchConfig.LEASE).orElseThrow();
            ShardWork work = new ShardWork(cloud.jobs, cloud.bucket, 1, stop);
            try (LeaseKeeper lease = LeaseKeeper.start(cloud.jobs, claim, BatchConfig.LEASE, asked)) {
                work.run(claim, new Versions.Loaded(this::answer, 1), lease);
            } catch (LeaseLostException | StoppedException e) {
                ended.add(String.valueOf(e.getMessage()));
            }
        }

        private List<PrintedOutcome> answer(long firstRow, List<List<String>> rows) {
            answering.countDown();
            allowed.acquireUninterruptibly();
            return rows.stream()
                    .<PrintedOutcome>map(row -> new PrintedOutcome.Outputs(List.of("y")))
                    .toList();
        }
    }
}
