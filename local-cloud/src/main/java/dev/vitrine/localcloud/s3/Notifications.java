package dev.vitrine.localcloud.s3;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.AwsException;
import dev.vitrine.localcloud.http.Json;
import dev.vitrine.localcloud.process.ChildEnvironment;
import dev.vitrine.localcloud.state.JsonTable;
import dev.vitrine.localcloud.state.StateFile;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * Tells functions what happens to objects, at least once: what is about to happen is written down first, and whoever
 * finds it still written down at the next start looks at the object and tells what has happened.
 */
final class Notifications {
    private static final Logger log = LoggerFactory.getLogger(Notifications.class);
    private static final String CREATED = "s3:ObjectCreated:";

    private final BucketSettings settings;
    private final JsonTable<Intent> intents;
    private final FunctionCaller functions;
    private final Clock clock;

    /** A change that was begun. */
    record Intent(String id, String event, String bucket, String key, long at) {}

    Notifications(StateFile state, BucketSettings settings, FunctionCaller functions, Clock clock) {
        this.settings = settings;
        this.intents = state.table("intents", Intent.class);
        this.functions = functions;
        this.clock = clock;
    }

    /** Carries out a change of an object and tells those who want to know. */
    <T> T around(BlobStore store, String event, String bucket, String key, Supplier<T> change) {
        if (settings.notifications(bucket).stream().noneMatch(rule -> rule.wants(event, key))) {
            return change.get();
        }
        Intent intent = new Intent(UUID.randomUUID().toString(), event, bucket, key, clock.millis());
        intents.put(intent.id(), intent);
        T result;
        try {
            result = change.get();
        } catch (RuntimeException e) {
            intents.remove(intent.id());
            throw e;
        }
        tell(store, intent);
        return result;
    }

    /** Tells what a killed local cloud had begun and done, and forgets what it had not. */
    void resume(BlobStore store) {
        for (Intent intent : intents.values()) {
            HeadObjectResponse found = store.blobMetadataIfPresent(intent.bucket(), intent.key());
            boolean created = found != null && found.lastModified().toEpochMilli() >= intent.at() / 1000 * 1000;
            if (intent.event().startsWith(CREATED) ? created : found == null) {
                tell(store, intent);
            } else {
                intents.remove(intent.id());
            }
        }
    }

    private void tell(BlobStore store, Intent intent) {
        List<NotificationRule> rules = settings.notifications(intent.bucket()).stream()
                .filter(rule -> rule.wants(intent.event(), intent.key()))
                .toList();
        boolean refusedForNow = false;
        for (NotificationRule rule : rules) {
            try {
                functions.send(rule.functionArn(), event(store, intent, rule).toString());
            } catch (AwsException e) {
                refusedForNow |= e.status() == 429 || e.status() >= 500;
                log.warn(
                        "{} of {}/{} cannot be told to {}: {}",
                        intent.event(),
                        intent.bucket(),
                        intent.key(),
                        rule.functionArn(),
                        e.getMessage());
            }
        }
        if (!refusedForNow) {
            intents.remove(intent.id());
        }
    }

    /** S3's event, version 2.1. */
    private static ObjectNode event(BlobStore store, Intent intent, NotificationRule rule) {
        ObjectNode event = Json.object();
        ObjectNode record = event.putArray("Records").addObject();
        record.put("eventVersion", "2.1")
                .put("eventSource", "aws:s3")
                .put("awsRegion", ChildEnvironment.REGION)
                .put("eventTime", java.time.Instant.ofEpochMilli(intent.at()).toString())
                .put("eventName", intent.event().substring("s3:".length()));
        record.putObject("userIdentity").put("principalId", "AWS:" + ChildEnvironment.ACCOUNT);
        record.putObject("requestParameters").put("sourceIPAddress", "127.0.0.1");
        record.putObject("responseElements").put("x-amz-request-id", intent.id());
        ObjectNode s3 = record.putObject("s3").put("s3SchemaVersion", "1.0").put("configurationId", rule.id());
        s3.putObject("bucket")
                .put("name", intent.bucket())
                .put("arn", "arn:aws:s3:::" + intent.bucket())
                .putObject("ownerIdentity")
                .put("principalId", ChildEnvironment.ACCOUNT);
        ObjectNode object = s3.putObject("object")
                .put(
                        "key",
                        URLEncoder.encode(intent.key(), StandardCharsets.UTF_8).replace("%2F", "/"));
        if (intent.event().startsWith(CREATED)) {
            HeadObjectResponse found = store.blobMetadataIfPresent(intent.bucket(), intent.key());
            if (found != null) {
                object.put("size", found.contentLength());
                object.put("eTag", found.eTag() == null ? "" : found.eTag().replace("\"", ""));
            }
        }
        object.put("sequencer", String.format(Locale.ROOT, "%016X", intent.at()));
        return event;
    }
}
