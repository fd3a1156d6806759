package dev.vitrine.web.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.common.webhook.Webhook;
import dev.vitrine.common.webhook.WebhookStore;
import dev.vitrine.web.Json;
import dev.vitrine.web.problem.Problem;
import io.javalin.http.Context;

/** {@code GET /api/v1/jobs/{id}/webhook}: what became of a job's webhook. */
public final class WebhookResource {
    private final WebhookStore webhooks;

    public WebhookResource(WebhookStore webhooks) {
        this.webhooks = webhooks;
    }

    public void find(Context ctx) {
        String job = ctx.pathParam("job");
        Webhook webhook = webhooks.find(job).orElseThrow(() -> Problem.missing("missing.webhook", job));
        ObjectNode json = Json.object()
                .put("job", webhook.jobId())
                .put("url", webhook.url())
                .put("state", webhook.state().name())
                .put("attempts", webhook.attempts());
        webhook.said().ifPresent(said -> json.put("said", said));
        webhook.endedAt().ifPresent(at -> json.put("endedAt", at.toString()));
        if (webhook.state() == Webhook.State.PENDING) {
            json.put("nextAttempt", webhook.nextAttempt().toString());
        }
        ctx.contentType("application/json").result(json.toString());
    }
}
