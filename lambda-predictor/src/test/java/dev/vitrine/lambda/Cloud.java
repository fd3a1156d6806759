package dev.vitrine.lambda;

import dev.vitrine.common.artifact.Publisher;
import dev.vitrine.common.aws.DynamoPrototypeStore;
import dev.vitrine.common.aws.S3ArtifactBucket;
import dev.vitrine.common.aws.VitrineTable;
import dev.vitrine.common.prediction.PredictionCall;
import dev.vitrine.localcloud.LocalCloudExtension;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Table and bucket of a local cloud, and what is published there. */
record Cloud(DynamoDbClient dynamoDb, S3Client s3, DynamoPrototypeStore prototypes, S3ArtifactBucket bucket) {
    static final String TABLE = VitrineTable.DEFAULT_NAME;
    static final String BUCKET = "vitrine-000000000000-us-east-1";
    static final Path PROTOTYPES = Path.of("..", "prototypes");

    static Cloud of(LocalCloudExtension cloud) {
        DynamoDbClient dynamoDb = cloud.client(DynamoDbClient.builder());
        S3Client s3 = cloud.client(S3Client.builder().forcePathStyle(true));
        VitrineTable.createIfAbsent(dynamoDb, TABLE);
        s3.createBucket(request -> request.bucket(BUCKET));
        return new Cloud(dynamoDb, s3, new DynamoPrototypeStore(dynamoDb, TABLE), new S3ArtifactBucket(s3, BUCKET));
    }

    /** Publishes a prototype's folder; returns the version. */
    String publish(Path folder) {
        return new Publisher(bucket, prototypes, Clock.systemUTC())
                .publish(folder)
                .version();
    }

    static PredictionCall call(
            String id, String prototype, String version, List<String> columns, List<List<String>> rows) {
        return new PredictionCall(id, prototype, version, Instant.parse("2026-06-20T10:00:00Z"), 11, columns, rows);
    }
}
