package dev.vitrine.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.common.job.Backlog.OpenWork;
import dev.vitrine.common.job.Claim;
import dev.vitrine.common.job.IdempotencyKey;
import dev.vitrine.common.job.Job;
import dev.vitrine.common.job.JobPage;
import dev.vitrine.common.job.JobQuery;
import dev.vitrine.common.job.JobState;
import dev.vitrine.common.job.JobSubmission;
import dev.vitrine.common.job.Shard;
import dev.vitrine.common.job.ShardQueue.Renewal;
import dev.vitrine.common.job.ShardState;
import dev.vitrine.common.job.SubmitOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Cloud.Running.class)
class JobTableTest {
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration PAST_LEASE = LEASE.plusSeconds(3);

    private final Cloud cloud;
    private final String prototype = Jobs.unique("proto");

    JobTableTest(Cloud cloud) {
        this.cloud = cloud;
    }

    private Claim claim(String worker) {
        return cloud.jobs.claim(prototype, worker, LEASE).orElseThrow();
    }

    private Job job(Job job) {
        return cloud.jobs.find(job.id()).orElseThrow();
    }

    @Test
    void a_submitted_job_is_found_as_it_was_submitted() {
        JobSubmission submission = Jobs.submission(prototype, "v1", List.of("a", "b"), List.of(3, 2));

        assertThat(cloud.jobs.submit(submission)).isEqualTo(new SubmitOutcome.Accepted(submission.job()));

        assertThat(cloud.jobs.find(submission.job().id())).contains(submission.job());
        assertThat(cloud.jobs.shards(submission.job().id()))
                .extracting(Shard::number, Shard::firstRow, Shard::rows, Shard::state)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1, 1L, 3, ShardState.OPEN),
                        org.assertj.core.groups.Tuple.tuple(2, 4L, 2, ShardState.OPEN));
        assertThat(cloud.jobs.openWork()).contains(new OpenWork(submission.job(), 2));
    }

    @Test
    void the_most_shards_of_a_job_and_a_long_header_are_kept() {
        List<String> columns =
                IntStream.range(0, 1_000).mapToObj(i -> "measurement_" + i).toList();
        JobSubmission submission =
                Jobs.submission(prototype, "v1", columns, java.util.Collections.nCopies(JobSubmission.MAX_SHARDS, 7));

        cloud.jobs.submit(submission);

        assertThat(job(submission.job()).columns()).isEqualTo(columns);
        assertThat(cloud.jobs.shards(submission.job().id())).hasSize(JobSubmission.MAX_SHARDS);
    }

    @Test
    void the_same_idempotency_key_replays_the_first_job_and_refuses_another_body() {
        IdempotencyKey key = new IdempotencyKey("Ada", Jobs.unique("key"), "digest-1");
        JobSubmission first = Jobs.submission(prototype, "v1", List.of("x"), List.of(1), Optional.of(key));
        JobSubmission again = Jobs.submission(prototype, "v1", List.of("x"), List.of(1), Optional.of(key));
        IdempotencyKey changed = new IdempotencyKey("Ada", key.key(), "digest-2");
        JobSubmission other = Jobs.submission(prototype, "v1", List.of("x"), List.of(2), Optional.of(changed));
        IdempotencyKey ofAnother = new IdempotencyKey("Bob", key.key(), "digest-2");

        cloud.jobs.submit(first);

        assertThat(cloud.jobs.submit(again)).isEqualTo(new SubmitOutcome.Replayed(first.job()));
        assertThat(cloud.jobs.find(again.job().id())).isEmpty();
        assertThat(cloud.jobs.submit(other)).isEqualTo(new SubmitOutcome.KeyReused(key.key()));
        assertThat(cloud.jobs.replay(key)).contains(new SubmitOutcome.Replayed(first.job()));
        assertThat(cloud.jobs.replay(ofAnother)).isEmpty();
    }

    @Test
    void many_submits_at_once_under_one_key_make_one_job() throws Exception {
        IdempotencyKey key = new IdempotencyKey("Ada", Jobs.unique("key"), "digest");
        List<Callable<SubmitOutcome>> submits = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            submits.add(() ->
                    cloud.jobs.submit(Jobs.submission(prototype, "v1", List.of("x"), List.of(1, 1), Optional.of(key))));
        }
        List<SubmitOutcome> outcomes = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<SubmitOutcome> outcome : threads.invokeAll(submits)) {
                outcomes.add(outcome.get());
            }
        }

        assertThat(outcomes.stream().filter(SubmitOutcome.Accepted.class::isInstance))
                .hasSize(1);
        assertThat(outcomes.stream().filter(SubmitOutcome.Replayed.class::isInstance))
                .hasSize(11);
        assertThat(cloud.jobs.openWork().stream()
                        .filter(work -> work.job().prototype().equals(prototype)))
                .hasSize(1);
    }

    @Test
    void a_claim_starts_the_job_and_counts_the_attempt() {
        Job job = Jobs.submit(cloud, prototype, 5);

        Claim claim = claim("w1");

        assertThat(claim.job().state()).isEqualTo(JobState.RUNNING);
        assertThat(claim.shard().attempts()).isEqualTo(1);
        assertThat(claim.lease().token()).isEqualTo(1);
        assertThat(job(job).startedAt()).isPresent();
        assertThat(cloud.jobs.claim(prototype, "w2", LEASE)).isEmpty();
    }

    @Test
    void workers_that_claim_at_once_never_get_the_same_shard() throws Exception {
        Jobs.submit(cloud, prototype, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
        Set<Integer> claimed = ConcurrentHashMap.newKeySet();
        List<Callable<Integer>> workers = new ArrayList<>();
        for (int w = 0; w < 8; w++) {
            String worker = "w" + w;
            workers.add(() -> {
                int mine = 0;
                for (Optional<Claim> claim = cloud.jobs.claim(prototype, worker, LEASE);
                        claim.isPresent();
                        claim = cloud.jobs.claim(prototype, worker, LEASE)) {
                    assertThat(claimed.add(claim.get().shard().number())).isTrue();
                    mine++;
                }
                return mine;
            });
        }
        int total = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> worker : threads.invokeAll(workers)) {
                total += worker.get();
            }
        }

        assertThat(total).isEqualTo(20);
    }

    @Test
    void shards_completed_at_once_are_all_counted_and_the_last_one_ends_the_job() throws Exception {
        Job job = Jobs.submit(cloud, prototype, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3);
        List<Callable<Boolean>> workers = new ArrayList<>();
        for (int w = 0; w < 12; w++) {
            Claim claim = claim("w" + w);
            workers.add(() -> cloud.jobs.complete(claim, 1));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> worker : threads.invokeAll(workers)) {
                assertThat(worker.get()).isTrue();
            }
        }

        Job done = job(job);
        assertThat(done.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(done.finishedAt()).isPresent();
        assertThat(done.progress().rowsDone()).isEqualTo(36);
        assertThat(done.progress().rejects()).isEqualTo(12);
        assertThat(done.progress().shardsDone()).isEqualTo(12);
        assertThat(cloud.jobs.openWork()).noneMatch(work -> work.job().id().equals(job.id()));
        assertThat(cloud.jobs.claim(prototype, "late", LEASE)).isEmpty();
    }

    @Test
    void a_worker_paused_past_its_lease_can_write_nothing_any_more() {
        Job job = Jobs.submit(cloud, prototype, 5);
        Claim paused = claim("paused");
        MovableClock later = new MovableClock();
        later.advance(PAST_LEASE);

        Claim next = cloud.jobs(later).claim(prototype, "next", LEASE).orElseThrow();

        assertThat(next.shard().number()).isEqualTo(paused.shard().number());
        assertThat(next.lease().token()).isEqualTo(paused.lease().token() + 1);
        assertThat(cloud.jobs.renew(paused, LEASE, 5)).isEqualTo(Renewal.LOST);
        assertThat(cloud.jobs.complete(paused, 0)).isFalse();
        cloud.jobs.fail(paused, "too late");
        cloud.jobs.release(paused);
        cloud.jobs.failJob(paused, "too late");
        assertThat(job(job).state()).isEqualTo(JobState.RUNNING);
        assertThat(cloud.jobs.shards(job.id()).getFirst().lease()).contains(next.lease());
        assertThat(cloud.jobs.complete(next, 0)).isTrue();
        assertThat(cloud.jobs.complete(next, 0)).isFalse();
        assertThat(job(job).progress().rowsDone()).isEqualTo(5);
    }

    @Test
    void a_lease_is_not_taken_within_the_clocks_margin_nor_when_it_was_renewed() {
        Jobs.submit(cloud, prototype, 5);
        MovableClock clock = new MovableClock();
        Claim claim = cloud.jobs(clock).claim(prototype, "w1", LEASE).orElseThrow();

        clock.advance(LEASE.plusSeconds(1));
        assertThat(cloud.jobs(clock).claim(prototype, "w2", LEASE)).isEmpty();
        assertThat(cloud.jobs(clock).renew(claim, LEASE, 3)).isEqualTo(Renewal.HELD);
        clock.advance(Duration.ofSeconds(5));
        assertThat(cloud.jobs(clock).claim(prototype, "w2", LEASE)).isEmpty();
        assertThat(cloud.jobs.shards(claim.job().id()).getFirst().rowsInWork()).isEqualTo(3);
        clock.advance(PAST_LEASE);
        assertThat(cloud.jobs(clock).claim(prototype, "w2", LEASE)).isPresent();
    }

    @Test
    void a_released_shard_is_open_again_and_its_attempt_does_not_count() {
        Jobs.submit(cloud, prototype, 5);

        for (int i = 0; i < 5; i++) {
            Claim claim = claim("w1");
            assertThat(claim.shard().attempts()).isEqualTo(1);
            cloud.jobs.release(claim);
        }
    }

    @Test
    void a_shard_that_failed_too_often_is_set_aside_and_the_rest_of_the_job_goes_on() {
        Job job = Jobs.submit(cloud, prototype, 50_000, 50_000);
        Set<Integer> failed = new HashSet<>();
        while (true) {
            Optional<Claim> claim = cloud.jobs.claim(prototype, "w1", LEASE);
            if (claim.isEmpty()) {
                break;
            }
            if (claim.get().shard().number() == 2) {
                cloud.jobs.fail(claim.get(), "the predictor divided by zero");
                failed.add(claim.get().shard().attempts());
            } else {
                assertThat(cloud.jobs.complete(claim.get(), 0)).isTrue();
            }
        }

        assertThat(failed).containsExactlyInAnyOrder(1, 2, 3, 4, 5);
        Job ended = job(job);
        assertThat(ended.state()).isEqualTo(JobState.FAILED);
        assertThat(ended.progress().shardsSetAside()).isEqualTo(1);
        assertThat(ended.reason())
                .contains("Rows 50,001 to 100,000 failed 5 times: the predictor divided by zero."
                        + " 50,000 rows are done and can be downloaded.");
    }

    @Test
    void a_shard_whose_workers_all_died_is_set_aside_with_that_reason() {
        Job job = Jobs.submit(cloud, prototype, 5);
        MovableClock clock = new MovableClock();
        for (int i = 1; i <= Shard.MAX_ATTEMPTS; i++) {
            assertThat(cloud.jobs(clock).claim(prototype, "w" + i, LEASE)).isPresent();
            clock.advance(PAST_LEASE);
        }

        assertThat(cloud.jobs(clock).claim(prototype, "last", LEASE)).isEmpty();

        assertThat(job(job).state()).isEqualTo(JobState.FAILED);
        assertThat(job(job).reason().orElseThrow()).startsWith("Rows 1 to 5 failed 5 times: the worker died");
    }

    @Test
    void a_cancelled_job_stays_cancelled_and_its_worker_learns_it() {
        Job job = Jobs.submit(cloud, prototype, 5, 5);
        Claim claim = claim("w1");

        assertThat(cloud.jobs.cancel(job.id()).orElseThrow().state()).isEqualTo(JobState.CANCELLED);

        assertThat(cloud.jobs.renew(claim, LEASE, 1)).isEqualTo(Renewal.JOB_DONE);
        assertThat(cloud.jobs.complete(claim, 0)).isFalse();
        assertThat(cloud.jobs.claim(prototype, "w2", LEASE)).isEmpty();
        assertThat(cloud.jobs.fail(job.id(), "too late")).isFalse();
        assertThat(job(job).state()).isEqualTo(JobState.CANCELLED);
        assertThat(job(job).progress().rowsDone()).isZero();
        assertThat(cloud.jobs.cancel("no-such-job")).isEmpty();
    }

    @Test
    void either_cancel_or_completion_wins_but_never_both() throws Exception {
        for (int round = 0; round < 10; round++) {
            Job job = Jobs.submit(cloud, prototype, 5);
            Claim claim = claim("w1");
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<Boolean> completed = threads.submit(() -> cloud.jobs.complete(claim, 0));
                threads.submit(() -> cloud.jobs.cancel(job.id())).get();
                Job ended = job(job);
                assertThat(ended.state().isDone()).isTrue();
                assertThat(ended.progress().rowsDone()).isEqualTo(completed.get() ? 5 : 0);
                if (ended.state() == JobState.SUCCEEDED) {
                    assertThat(completed.get()).isTrue();
                }
            }
        }
    }

    @Test
    void a_job_fails_at_once_when_no_attempt_can_help() {
        Job job = Jobs.submit(cloud, prototype, 5, 5);

        cloud.jobs.failJob(claim("w1"), "the model file is damaged");

        assertThat(job(job).state()).isEqualTo(JobState.FAILED);
        assertThat(job(job).reason()).contains("the model file is damaged");
        assertThat(cloud.jobs.claim(prototype, "w2", LEASE)).isEmpty();
    }

    @Test
    void a_job_that_a_crash_left_between_its_last_shard_and_its_end_is_settled() {
        Job job = Jobs.submit(cloud, prototype, 5);
        cloud.jobs.complete(claim("w1"), 0);
        // As if the worker had died after the last shard and before the end of the job.
        cloud.dynamoDb.updateItem(request -> request.tableName("vitrine")
                .key(java.util.Map.of("pk", text("JOB#" + job.id()), "sk", text("JOB")))
                .updateExpression("SET #s = :running, openPk = :open, openSk = :id REMOVE finishedAt")
                .expressionAttributeNames(java.util.Map.of("#s", "state"))
                .expressionAttributeValues(java.util.Map.of(
                        ":running", text("RUNNING"), ":open", text("OPEN#JOBS"), ":id", text(job.id()))));
        assertThat(cloud.jobs.openWork().stream()
                        .filter(work -> work.job().id().equals(job.id()))
                        .map(OpenWork::shards))
                .containsExactly(0);

        cloud.jobs.settle(job.id());

        assertThat(job(job).state()).isEqualTo(JobState.SUCCEEDED);
    }

    private static software.amazon.awssdk.services.dynamodb.model.AttributeValue text(String text) {
        return software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS(text);
    }

    @Test
    void jobs_are_listed_newest_first_by_pages_and_filters() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            ids.addFirst(Jobs.submit(cloud, prototype, 1).id());
        }
        cloud.jobs.cancel(ids.get(3));
        Optional<String> only = Optional.of(prototype);

        List<String> listed = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            JobPage page = cloud.jobs.list(new JobQuery(only, Optional.empty(), cursor, 3));
            page.jobs().forEach(job -> listed.add(job.id()));
            cursor = page.next();
        } while (cursor.isPresent());

        assertThat(listed).isEqualTo(ids);
        assertThat(cloud.jobs
                        .list(new JobQuery(only, Optional.of(JobState.CANCELLED), Optional.empty(), 10))
                        .jobs())
                .extracting(Job::id)
                .containsExactly(ids.get(3));
        assertThat(cloud.jobs
                        .list(new JobQuery(Optional.empty(), Optional.empty(), Optional.empty(), 2))
                        .next())
                .isPresent();
    }

    @Test
    void one_dispatcher_at_a_time_holds_the_office() {
        MovableClock clock = new MovableClock();
        clock.advance(Duration.ofDays(1));
        Duration term = Duration.ofSeconds(10);

        assertThat(cloud.jobs(clock).elect("d1", term)).isTrue();
        assertThat(cloud.jobs(clock).elect("d2", term)).isFalse();
        assertThat(cloud.jobs(clock).elect("d1", term)).isTrue();
        clock.advance(term.plusSeconds(3));
        assertThat(cloud.jobs(clock).elect("d2", term)).isTrue();
        assertThat(cloud.jobs(clock).elect("d1", term)).isFalse();
    }
}
