package dev.vitrine.console;

import dev.vitrine.common.artifact.ArtifactBucket;
import dev.vitrine.common.aws.AwsClients;
import dev.vitrine.common.aws.DynamoJobTable;
import dev.vitrine.common.aws.S3ArtifactBucket;
import dev.vitrine.common.aws.VitrineTable;
import dev.vitrine.common.job.JobStore;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.sts.StsClient;

/** The cloud that the SDK's standard settings name. It is looked for when first needed, and again until it answers. */
final class Cloud implements Supplier<JobStore>, AutoCloseable {
    private final AwsClients clients = AwsClients.interactive();
    private final Map<String, String> environment;
    private @Nullable JobStore jobs;

    Cloud(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Where it is, for people. */
    String name() {
        return Optional.ofNullable(System.getProperty("aws.endpointUrl"))
                .or(() -> Optional.ofNullable(environment.get("AWS_ENDPOINT_URL")))
                .or(() -> Optional.ofNullable(System.getProperty("aws.profile")).map(name -> "AWS, profile " + name))
                .or(() -> Optional.ofNullable(environment.get("AWS_PROFILE")).map(name -> "AWS, profile " + name))
                .orElse("AWS");
    }

    /** Throws what the SDK throws while the cloud does not answer. */
    @Override
    public synchronized JobStore get() {
        JobStore found = jobs;
        if (found == null) {
            ArtifactBucket bucket = new S3ArtifactBucket(clients.s3(), bucket());
            String table = environment.getOrDefault("VITRINE_TABLE", VitrineTable.DEFAULT_NAME);
            found = new DynamoJobTable(clients.dynamoDb(), table, bucket, Clock.systemUTC());
            jobs = found;
        }
        return found;
    }

    private String bucket() {
        String named = environment.get("VITRINE_BUCKET");
        if (named != null) {
            return named;
        }
        try (StsClient sts = clients.client(StsClient.builder())) {
            String region = new DefaultAwsRegionProviderChain().getRegion().id();
            return "vitrine-" + sts.getCallerIdentity().account() + "-" + region;
        }
    }

    @Override
    public void close() {
        clients.close();
    }
}
