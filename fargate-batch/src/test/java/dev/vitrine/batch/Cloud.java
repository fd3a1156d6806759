package dev.vitrine.batch;

import dev.vitrine.common.artifact.ArtifactBucket;
import dev.vitrine.common.artifact.PublishReport;
import dev.vitrine.common.artifact.Publisher;
import dev.vitrine.common.aws.AwsClients;
import dev.vitrine.common.aws.DynamoJobTable;
import dev.vitrine.common.aws.DynamoPrototypeStore;
import dev.vitrine.common.aws.S3ArtifactBucket;
import dev.vitrine.common.aws.VitrineTable;
import dev.vitrine.localcloud.LocalCloud;
import dev.vitrine.localcloud.LocalCloudConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The real local cloud in this process, with table and bucket; one for the whole test run. */
final class Cloud implements AutoCloseable {
    static final String BUCKET = "vitrine-000000000000-us-east-1";

    private final LocalCloud cloud;
    final AwsClients clients;
    final DynamoDbClient dynamoDb;
    final ArtifactBucket bucket;
    final DynamoJobTable jobs;
    final DynamoPrototypeStore prototypes;

    private Cloud(Path state) throws Exception {
        cloud = LocalCloud.start(LocalCloudConfig.ephemeral(state));
        System.setProperty("aws.endpointUrl", endpoint());
        System.setProperty("aws.region", "us-east-1");
        System.setProperty("aws.accessKeyId", "vitrine");
        System.setProperty("aws.secretAccessKey", "vitrine");
        clients = AwsClients.interactive();
        dynamoDb = clients.dynamoDb();
        VitrineTable.createIfAbsent(dynamoDb, VitrineTable.DEFAULT_NAME);
        clients.s3().createBucket(request -> request.bucket(BUCKET));
        bucket = new S3ArtifactBucket(clients.s3(), BUCKET);
        jobs = jobs(Clock.systemUTC());
        prototypes = new DynamoPrototypeStore(dynamoDb, VitrineTable.DEFAULT_NAME);
    }

    String endpoint() {
        return "http://127.0.0.1:" + cloud.endpoint().getPort();
    }

    DynamoJobTable jobs(Clock clock) {
        return new DynamoJobTable(dynamoDb, VitrineTable.DEFAULT_NAME, bucket, clock);
    }

    PublishReport publish(Path folder) {
        return new Publisher(bucket, prototypes, Clock.systemUTC()).publish(folder);
    }

    @Override
    public void close() {
        clients.close();
        cloud.close();
    }

    /** Gives the cloud to test methods and constructors. */
    static final class Running implements ParameterResolver {
        private static final ExtensionContext.Namespace SPACE = ExtensionContext.Namespace.create(Cloud.class);

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Cloud.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot().getStore(SPACE).computeIfAbsent("cloud", any -> start(), Cloud.class);
        }

        private static Cloud start() {
            try {
                Path state = Files.createTempDirectory("vitrine-cloud-");
                return new Cloud(state);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
