package dev.vitrine.packaging.event;

import dev.vitrine.common.artifact.BucketKeys;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.FilterRuleName;
import software.amazon.awssdk.services.s3.model.LambdaFunctionConfiguration;

/** Has the bucket tell the function of each prototype when a version of it is published. */
public final class BucketEvents {
    private static final Comparator<LambdaFunctionConfiguration> BY_ID =
            Comparator.comparing(LambdaFunctionConfiguration::id);

    private final S3Client s3;
    private final String bucket;

    public BucketEvents(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    /**
     * Sets the bucket's rules: one for each of these, and no others. S3 asks each function's policy whether it may.
     *
     * @param functions ARN of the alias to call, by prototype
     * @return whether that changed anything
     */
    public boolean set(Map<String, String> functions) {
        List<LambdaFunctionConfiguration> wanted = functions.entrySet().stream()
                .map(function -> rule(function.getKey(), function.getValue()))
                .sorted(BY_ID)
                .toList();
        List<LambdaFunctionConfiguration> there = s3
                .getBucketNotificationConfiguration(request -> request.bucket(bucket))
                .lambdaFunctionConfigurations()
                .stream()
                .sorted(BY_ID)
                .toList();
        if (summary(there).equals(summary(wanted))) {
            return false;
        }
        s3.putBucketNotificationConfiguration(request ->
                request.bucket(bucket).notificationConfiguration(all -> all.lambdaFunctionConfigurations(wanted)));
        return true;
    }

    private static LambdaFunctionConfiguration rule(String prototype, String function) {
        FilterRule prefix = FilterRule.builder()
                .name(FilterRuleName.PREFIX)
                .value(BucketKeys.published(prototype))
                .build();
        return LambdaFunctionConfiguration.builder()
                .id("vitrine-" + prototype)
                .lambdaFunctionArn(function)
                .events(Event.S3_OBJECT_CREATED)
                .filter(filter -> filter.key(key -> key.filterRules(prefix)))
                .build();
    }

    private static List<String> summary(List<LambdaFunctionConfiguration> rules) {
        return rules.stream()
                .map(rule -> rule.id() + " " + rule.lambdaFunctionArn() + " " + rule.eventsAsStrings() + " "
                        + rule.filter().key().filterRules().stream()
                                .map(FilterRule::value)
                                .toList())
                .toList();
    }
}
