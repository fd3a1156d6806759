package dev.vitrine.web;

import dev.vitrine.common.artifact.ArtifactBucket;
import dev.vitrine.common.audit.AuditStore;
import dev.vitrine.common.cost.PriceList;
import dev.vitrine.common.job.Backlog;
import dev.vitrine.common.job.JobResults;
import dev.vitrine.common.job.JobStore;
import dev.vitrine.common.job.ShardQueue;
import dev.vitrine.common.prediction.PredictionStore;
import dev.vitrine.common.prediction.RealtimePredictor;
import dev.vitrine.common.review.ReviewStore;
import dev.vitrine.common.webhook.WebhookStore;
import dev.vitrine.web.catalog.PrototypeCatalog;
import java.time.Clock;
import java.util.Optional;

/**
 * What a server works with.
 *
 * @param prices of the region in which all runs, where they are known
 * @param callForWorkers is run after a job was recorded
 */
public record WebParts(
        PrototypeCatalog catalog,
        ArtifactBucket bucket,
        JobStore jobs,
        ShardQueue queue,
        Backlog backlog,
        JobResults results,
        RealtimePredictor predictor,
        PredictionStore predictions,
        ReviewStore reviews,
        Optional<PriceList> prices,
        WebhookStore webhooks,
        AuditStore audit,
        Runnable callForWorkers,
        Clock clock) {}
