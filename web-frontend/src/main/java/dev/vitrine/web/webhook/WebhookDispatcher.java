package dev.vitrine.web.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.common.job.Job;
import dev.vitrine.common.job.JobStore;
import dev.vitrine.common.webhook.Webhook;
import dev.vitrine.common.webhook.WebhookStore;
import dev.vitrine.web.Json;
import dev.vitrine.web.job.JobJson;
import dev.vitrine.web.job.JobView;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls the webhooks of jobs that have ended. The elected dispatcher asks for a round again and again; each call runs on a
 * thread of its own, is tried some times with growing pauses, and is in nobody's way.
 */
public final class WebhookDispatcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookDispatcher.class);
    private static final int MOST_AT_ONCE = 8;
    /** Pauses after the first, second and so on call that failed; after the last there is no further call. */
    public static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2));

    private final WebhookConfig config;
    private final WebhookStore webhooks;
    private final JobStore jobs;
    private final Optional<WebhookSender> sender;
    private final List<Duration> pauses;
    private final Clock clock;
    private final Semaphore atOnce = new Semaphore(MOST_AT_ONCE);
    private final Set<String> running = ConcurrentHashMap.newKeySet();

    public WebhookDispatcher(
            WebhookConfig config, WebhookStore webhooks, JobStore jobs, List<Duration> pauses, Clock clock) {
        this.config = config;
        this.webhooks = webhooks;
        this.jobs = jobs;
        this.sender = config.hosts().isEmpty() ? Optional.empty() : Optional.of(new WebhookSender(config));
        this.pauses = List.copyOf(pauses);
        this.clock = clock;
    }

    /** One look; returns at once, while calls go on. Does nothing where webhooks are not set up. */
    public void round() {
        if (config.hosts().isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        for (Webhook webhook : webhooks.pending()) {
            if (!webhook.nextAttempt().isAfter(now)) {
                ended(webhook).ifPresent(job -> call(webhook, job));
            }
        }
    }

    private Optional<Job> ended(Webhook webhook) {
        return running.contains(webhook.jobId())
                ? Optional.empty()
                : jobs.find(webhook.jobId()).filter(job -> job.state().isDone());
    }

    private void call(Webhook webhook, Job job) {
        if (!atOnce.tryAcquire()) {
            return;
        }
        running.add(webhook.jobId());
        Thread.ofVirtual().name("webhook").start(() -> {
            try {
                attempt(webhook, job);
            } catch (RuntimeException e) {
                LOG.warn("the webhook of job {} could not be looked after: {}", job.id(), e.getMessage());
            } finally {
                running.remove(webhook.jobId());
                atOnce.release();
            }
        });
    }

    private void attempt(Webhook webhook, Job job) {
        int attempt = webhook.attempts();
        boolean last = attempt >= pauses.size();
        Instant next = clock.instant().plus(last ? Duration.ofMinutes(1) : pauses.get(attempt));
        if (attempt > pauses.size()) {
            webhooks.end(job.id(), Webhook.State.GIVEN_UP, webhook.said().orElse("The last call had no answer."));
            return;
        }
        if (!webhooks.begin(webhook, next)) {
            return;
        }
        URI address = URI.create(webhook.url());
        WebhookSender.Answer answer = config.isAllowed(address)
                ? sender.orElseThrow().send(address, job.id(), clock.instant().getEpochSecond(), body(job))
                : new WebhookSender.Answer(false, "Its host is not allowed any more.");
        if (answer.accepted()) {
            webhooks.end(job.id(), Webhook.State.DELIVERED, answer.said());
        } else if (last) {
            webhooks.end(job.id(), Webhook.State.GIVEN_UP, answer.said());
            LOG.warn("the webhook of job {} was given up: {}", job.id(), answer.said());
        } else {
            webhooks.note(job.id(), answer.said());
        }
    }

    private static String body(Job job) {
        Instant at = job.finishedAt().orElse(job.submittedAt());
        ObjectNode json = Json.object()
                .put("type", "job." + job.state().name().toLowerCase(Locale.ROOT))
                .put("timestamp", at.toString());
        json.set("data", JobJson.of(JobView.of(job), at));
        return json.toString();
    }

    @Override
    public void close() {
        sender.ifPresent(WebhookSender::close);
    }
}
