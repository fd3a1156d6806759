package dev.vitrine.localcloud.s3;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.w3c.dom.Element;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/**
 * One rule of a bucket's lifecycle, as far as it is carried out: objects below a prefix are removed when they are old.
 *
 * @param days of age; empty where the rule is about something else
 */
record LifecycleRule(String prefix, boolean enabled, OptionalInt days) {
    static List<LifecycleRule> read(String xml) {
        List<Element> rules = Xml.children(Xml.root(xml, BucketSetting.LIFECYCLE.root()), "Rule");
        if (rules.isEmpty()) {
            throw S3Error.malformed();
        }
        return rules.stream().map(LifecycleRule::read).toList();
    }

    private static LifecycleRule read(Element rule) {
        String status = Xml.text(rule, "Status").orElse("");
        if (!status.equals("Enabled") && !status.equals("Disabled")) {
            throw S3Error.malformed();
        }
        Optional<String> prefix = Xml.child(rule, "Filter")
                .flatMap(filter -> Xml.text(filter, "Prefix"))
                .or(() -> Xml.text(rule, "Prefix"));
        Optional<String> days = Xml.child(rule, "Expiration").flatMap(expiration -> Xml.text(expiration, "Days"));
        if (days.isPresent() && !days.get().matches("[1-9]\\d{0,6}")) {
            throw S3Error.invalidArgument("'Days' for Expiration action must be a positive integer");
        }
        return new LifecycleRule(
                prefix.orElse(""),
                status.equals("Enabled"),
                days.map(Integer::parseInt).map(OptionalInt::of).orElse(OptionalInt.empty()));
    }

    /** Removes what is too old; returns how many objects. */
    int carryOut(BlobStore store, String bucket, Instant now) {
        if (!enabled || days.isEmpty()) {
            return 0;
        }
        Instant oldest = now.minus(Duration.ofDays(days.getAsInt()));
        int removed = 0;
        Optional<String> token = Optional.empty();
        do {
            ListObjectsV2Request.Builder request =
                    ListObjectsV2Request.builder().bucket(bucket).prefix(prefix);
            token.ifPresent(request::continuationToken);
            ListObjectsV2Response page = store.list(request.build());
            for (var object : page.contents()) {
                if (object.lastModified() != null && object.lastModified().isBefore(oldest)) {
                    store.removeBlob(DeleteObjectRequest.builder()
                            .bucket(bucket)
                            .key(object.key())
                            .build());
                    removed++;
                }
            }
            token = Optional.ofNullable(page.nextContinuationToken());
        } while (token.isPresent());
        return removed;
    }
}
