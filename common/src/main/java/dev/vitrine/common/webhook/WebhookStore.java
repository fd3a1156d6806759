package dev.vitrine.common.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The webhooks in the job table. They are recorded together with their job, see {@code JobStore.submit}. */
public interface WebhookStore {
    /** The webhook of a job. */
    Optional<Webhook> find(String jobId);

    /** Those that are neither delivered nor given up, oldest first. */
    List<Webhook> pending();

    /** Begins the next attempt; false when another has begun it or the webhook has ended. */
    boolean begin(Webhook webhook, Instant nextAttempt);

    /** Ends it, once. */
    void end(String jobId, Webhook.State state, String said);

    /** Notes what an attempt met. */
    void note(String jobId, String said);
}
