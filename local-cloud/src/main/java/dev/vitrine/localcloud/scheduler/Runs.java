package dev.vitrine.localcloud.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.AwsException;
import dev.vitrine.localcloud.state.JsonTable;
import dev.vitrine.localcloud.state.StateFile;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up what is due, at least once: a run is stored before the schedule moves on, and removed when its target has
 * been accepted. A refusal is tried again with growing pauses, as often and as long as the schedule's retry policy says.
 * Runs of the time when nothing listened are made up for by one.
 */
final class Runs implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Runs.class);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final int RETRIES = 185;
    private static final long MAX_AGE_SECONDS = 86_400;

    private final Schedules schedules;
    private final JsonTable<Run> table;
    private final Starter starter;
    private final Clock clock;
    private Future<?> nextLook = CompletableFuture.completedFuture(null);

    /** One thread, so that looks and attempts never meet. */
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("scheduler").factory());

    /** A run that its target has not accepted yet. */
    record Run(String id, String schedule, long plannedAt, JsonNode target, int attempts) {
        Run again() {
            return new Run(id, schedule, plannedAt, target, attempts + 1);
        }
    }

    Runs(StateFile state, Schedules schedules, Starter starter, Clock clock) {
        this.schedules = schedules;
        this.table = state.table("runs", Run.class);
        this.starter = starter;
        this.clock = clock;
    }

    /** Goes on with what an earlier local cloud left, and begins to look for what is due. */
    void begin() {
        for (Run run : table.values()) {
            var _ = later(() -> attempt(run.id()), Duration.ZERO);
        }
        changed();
    }

    /** Looks now: a schedule is new or has changed. */
    void changed() {
        var _ = later(this::look, Duration.ZERO);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** Takes up what is due, and comes back when the next run is; a laptop that slept is noticed soon. */
    private void look() {
        Duration wait = LONGEST_WAIT;
        try {
            Instant now = clock.instant();
            for (Schedule schedule : schedules.all()) {
                Optional<Instant> next = schedule.next();
                if (next.isEmpty()) {
                    continue;
                }
                Duration until = Duration.between(now, next.get());
                if (!until.isPositive()) {
                    takeUp(schedule, next.get(), now);
                    wait = Duration.ZERO;
                } else if (until.compareTo(wait) < 0) {
                    wait = until;
                }
            }
        } finally {
            nextLook.cancel(false);
            nextLook = later(this::look, wait);
        }
    }

    private void takeUp(Schedule schedule, Instant planned, Instant now) {
        Run run = new Run(schedule.key() + "@" + planned, schedule.key(), planned.toEpochMilli(), schedule.target(), 0);
        table.put(run.id(), run);
        schedules.ran(schedule, schedule.repeats() ? now : planned);
        var _ = later(() -> attempt(run.id()), Duration.ZERO);
    }

    private void attempt(String id) {
        table.get(id).ifPresent(run -> {
            try {
                starter.start(Target.of(filled(run)));
                table.remove(id);
                log.info(
                        "Schedule {} started {}.",
                        run.schedule(),
                        run.target().path("Arn").asText());
            } catch (AwsException e) {
                refused(run, e);
            }
        });
    }

    /** With the attributes of this run in the target's input, where it names them. */
    private static JsonNode filled(Run run) {
        if (!(run.target() instanceof ObjectNode target) || !target.has("Input")) {
            return run.target();
        }
        String input = target.path("Input")
                .asText()
                .replace("<aws.scheduler.schedule-arn>", Schedule.arn(run.schedule()))
                .replace(
                        "<aws.scheduler.scheduled-time>",
                        Instant.ofEpochMilli(run.plannedAt())
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString())
                .replace("<aws.scheduler.execution-id>", executionId(run))
                .replace("<aws.scheduler.attempt-number>", String.valueOf(run.attempts() + 1));
        return target.deepCopy().put("Input", input);
    }

    private static String executionId(Run run) {
        return UUID.nameUUIDFromBytes(run.id().getBytes(StandardCharsets.UTF_8)).toString();
    }

    private void refused(Run run, AwsException why) {
        JsonNode policy = run.target().path("RetryPolicy");
        Duration age = Duration.between(Instant.ofEpochMilli(run.plannedAt()), clock.instant());
        boolean over = run.attempts() >= policy.path("MaximumRetryAttempts").asInt(RETRIES)
                || age.toSeconds() > policy.path("MaximumEventAgeInSeconds").asLong(MAX_AGE_SECONDS);
        if (over) {
            log.warn(
                    "A run of schedule {} is given up after {} attempts: {}",
                    run.schedule(),
                    run.attempts() + 1,
                    why.getMessage());
            table.remove(run.id());
            return;
        }
        log.info("Schedule {} cannot start its target yet: {}", run.schedule(), why.getMessage());
        table.put(run.id(), run.again());
        Duration pause = Duration.ofSeconds(1L << Math.min(run.attempts(), 10));
        var _ = later(() -> attempt(run.id()), pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
    }

    private Future<?> later(Runnable work, Duration wait) {
        long millis = wait.isZero() ? 0 : wait.toMillis() + 1;
        try {
            return timer.schedule(() -> guarded(work), millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            log.error("The scheduler failed; it goes on with the next run.", e);
        }
    }
}
