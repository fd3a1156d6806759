package dev.vitrine.common.aws;

import static dev.vitrine.common.aws.VitrineTable.OPEN_INDEX;
import static dev.vitrine.common.aws.VitrineTable.OPEN_PK;
import static dev.vitrine.common.aws.VitrineTable.OPEN_SK;

import dev.vitrine.common.job.Job;
import dev.vitrine.common.webhook.Webhook;
import dev.vitrine.common.webhook.WebhookStore;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** {@link WebhookStore} in the table. */
public final class DynamoWebhookStore implements WebhookStore {
    private static final String WEBHOOK = "WEBHOOK";
    private static final String OPEN_WEBHOOKS = "OPEN#WEBHOOKS";
    private static final int LONGEST_SAID = 300;

    private final Table table;
    private final Clock clock;

    public DynamoWebhookStore(DynamoDbClient client, String tableName, Clock clock) {
        this.table = new Table(client, tableName);
        this.clock = clock;
    }

    /** The item of a webhook of a job that is submitted now. */
    static Map<String, AttributeValue> submitted(Job job, String url) {
        Map<String, AttributeValue> item = Item.with(JobItems.pk(job.id()), WEBHOOK);
        item.put("jobId", Item.of(job.id()));
        item.put("url", Item.of(url));
        item.put("state", Item.of(Webhook.State.PENDING.name()));
        item.put("attempts", Item.of(0));
        item.put("nextAttempt", Item.of(job.submittedAt()));
        item.put(OPEN_PK, Item.of(OPEN_WEBHOOKS));
        item.put(OPEN_SK, Item.of(job.id()));
        return item;
    }

    @Override
    public Optional<Webhook> find(String jobId) {
        return table.get("look for the webhook of job " + jobId, JobItems.pk(jobId), WEBHOOK)
                .map(DynamoWebhookStore::read);
    }

    @Override
    public List<Webhook> pending() {
        return table.query(
                        "look for open webhooks",
                        QueryRequest.builder()
                                .indexName(OPEN_INDEX)
                                .keyConditionExpression("openPk = :open")
                                .expressionAttributeValues(Map.of(":open", Item.of(OPEN_WEBHOOKS)))
                                .build())
                .map(DynamoWebhookStore::read)
                .toList();
    }

    @Override
    public boolean begin(Webhook webhook, Instant nextAttempt) {
        return table.update(
                        "begin a call of the webhook of job " + webhook.jobId(),
                        new Change(
                                JobItems.pk(webhook.jobId()),
                                WEBHOOK,
                                "SET #attempts = :attempts, #nextAttempt = :next",
                                "#state = :pending AND #attempts = :before",
                                Map.of(
                                        ":attempts", Item.of(webhook.attempts() + 1L),
                                        ":before", Item.of(webhook.attempts()),
                                        ":next", Item.of(nextAttempt),
                                        ":pending", Item.of(Webhook.State.PENDING.name()))))
                .isDone();
    }

    @Override
    public void end(String jobId, Webhook.State state, String said) {
        table.update(
                "end the webhook of job " + jobId,
                new Change(
                        JobItems.pk(jobId),
                        WEBHOOK,
                        "SET #state = :state, #said = :said, #endedAt = :now REMOVE #openPk, #openSk",
                        "#state = :pending",
                        Map.of(
                                ":state", Item.of(state.name()),
                                ":said", Item.of(cut(said)),
                                ":now", Item.of(clock.instant()),
                                ":pending", Item.of(Webhook.State.PENDING.name()))));
    }

    @Override
    public void note(String jobId, String said) {
        table.update(
                "note a call of the webhook of job " + jobId,
                new Change(
                        JobItems.pk(jobId),
                        WEBHOOK,
                        "SET #said = :said",
                        "#state = :pending",
                        Map.of(":said", Item.of(cut(said)), ":pending", Item.of(Webhook.State.PENDING.name()))));
    }

    private static String cut(String said) {
        return said.length() <= LONGEST_SAID ? said : said.substring(0, LONGEST_SAID - 1) + "…";
    }

    private static Webhook read(Item item) {
        return new Webhook(
                item.text("jobId"),
                item.text("url"),
                Webhook.State.valueOf(item.text("state")),
                item.count("attempts"),
                item.instant("nextAttempt"),
                item.optionalText("said"),
                item.optionalInstant("endedAt"));
    }
}
