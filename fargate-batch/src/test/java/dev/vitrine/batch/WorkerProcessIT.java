package dev.vitrine.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitrine.common.artifact.BucketKeys;
import dev.vitrine.common.aws.BucketJobResults;
import dev.vitrine.common.job.Claim;
import dev.vitrine.common.job.Job;
import dev.vitrine.common.job.JobState;
import dev.vitrine.common.job.Shard;
import dev.vitrine.common.job.ShardState;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(Cloud.Running.class)
class WorkerProcessIT {
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final int ROWS = 60_000;

    private final Cloud cloud;
    private final String version;

    @TempDir
    private Path folder;

    WorkerProcessIT(Cloud cloud) {
        this.cloud = cloud;
        this.version = cloud.publish(Path.of("../prototypes/banknote")).version();
    }

    private WorkerProcess start() throws Exception {
        return WorkerProcess.start(cloud, "banknote", folder.resolve("cache"), folder.resolve("worker.log"));
    }

    private Job submit(int rowsPerShard) {
        return Jobs.submit(cloud, "banknote", version, BanknoteTable.HEADER, BanknoteTable.rows(ROWS, 7), rowsPerShard);
    }

    private Job job(Job job) {
        return cloud.jobs.find(job.id()).orElseThrow();
    }

    private boolean isDone(Job job) {
        return job(job).state().isDone();
    }

    private boolean isLeased(Job job) {
        return cloud.jobs.shards(job.id()).stream().anyMatch(shard -> shard.state() == ShardState.LEASED);
    }

    private String csv(Job job) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new BucketJobResults(cloud.bucket, cloud.jobs, any -> List.of("verdict", "score")).writeCsv(job, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void a_job_whose_workers_are_killed_has_the_same_bytes_as_an_undisturbed_one() throws Exception {
        Job undisturbed = submit(5_000);
        try (WorkerProcess worker = start()) {
            assertThat(worker.exitCode()).isZero();
        }
        assertThat(job(undisturbed).state()).isEqualTo(JobState.SUCCEEDED);

        Job disturbed = submit(5_000);
        try (WorkerProcess first = start()) {
            await().atMost(LONG)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> job(disturbed).progress().shardsDone() >= 2 && isLeased(disturbed));
            first.kill();
        }
        assertThat(isDone(disturbed)).isFalse();
        try (WorkerProcess second = start();
                WorkerProcess third = start()) {
            await().atMost(LONG).until(() -> isDone(disturbed));
            assertThat(second.exitCode()).isZero();
            assertThat(third.exitCode()).isZero();
        }

        assertThat(job(disturbed).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(job(disturbed).progress().rowsDone()).isEqualTo(ROWS);
        String results = csv(disturbed);
        assertThat(results.lines().count()).isEqualTo(ROWS + 1L);
        assertThat(results.equals(csv(undisturbed))).isTrue();
    }

    @Test
    void a_worker_paused_past_its_lease_completes_nothing_when_it_goes_on() throws Exception {
        Job job = submit(ROWS);
        try (WorkerProcess worker = start()) {
            await().atMost(LONG).pollInterval(Duration.ofMillis(2)).until(() -> isLeased(job));
            worker.signal("STOP");
            Shard held = cloud.jobs.shards(job.id()).getFirst();
            assertThat(held.state()).isEqualTo(ShardState.LEASED);
            List<Claim> taken = new ArrayList<>();
            await().atMost(LONG).until(() -> {
                cloud.jobs.claim("banknote", "another", Duration.ofMinutes(5)).ifPresent(taken::add);
                return !taken.isEmpty();
            });

            worker.signal("CONT");

            await().atMost(LONG)
                    .until(() -> Files.readString(folder.resolve("worker.log")).contains("its lease is another's now"));
            assertThat(job(job).progress().shardsDone()).isZero();
            assertThat(cloud.bucket.keys(BucketKeys.job(job.id()) + "results/")).isEmpty();
            assertThat(cloud.jobs.complete(taken.getFirst(), 0)).isTrue();
            assertThat(worker.exitCode()).isZero();
        }
    }

    @Test
    void a_worker_that_is_asked_to_stop_leaves_no_shard_leased() throws Exception {
        Job job = submit(1_000);
        try (WorkerProcess worker = start()) {
            await().atMost(LONG)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> job(job).progress().shardsDone() >= 1);
            worker.terminate();
            long asked = System.nanoTime();

            assertThat(worker.exitCode()).isEqualTo(143);
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(25));
        }
        assertThat(isLeased(job)).isFalse();
        assertThat(isDone(job)).isFalse();
        try (WorkerProcess next = start()) {
            assertThat(next.exitCode()).isZero();
        }
        assertThat(job(job).state()).isEqualTo(JobState.SUCCEEDED);
    }
}
