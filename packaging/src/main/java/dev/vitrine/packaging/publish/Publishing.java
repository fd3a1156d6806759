package dev.vitrine.packaging.publish;

import dev.vitrine.common.artifact.Publisher;
import dev.vitrine.common.prototype.Prototype;
import java.nio.file.Path;
import java.util.List;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Everything that publishing sees to, in order. */
record Publishing(
        Target target,
        DynamoDbClient dynamoDb,
        S3Client s3,
        EcsClient ecs,
        LambdaClient lambda,
        CloudWatchLogsClient logs,
        Publisher publisher) {
    /** What all prototypes stand on. */
    List<Step> foundation() {
        return List.of(
                new TableStep(dynamoDb, Target.TABLE),
                new BucketStep(s3, target),
                new ClusterStep(ecs, Target.CLUSTER),
                new LogGroupStep(logs, Target.logGroup("frontend")));
    }

    /** What one prototype needs; its version comes first, since a function looks for it when it starts. */
    List<Step> of(Prototype prototype, Path folder) {
        return List.of(
                new LogGroupStep(logs, Target.logGroup(prototype.name())),
                new VersionStep(publisher, folder),
                new FunctionStep(lambda, prototype, target),
                new TaskDefinitionStep(ecs, prototype, target));
    }
}
