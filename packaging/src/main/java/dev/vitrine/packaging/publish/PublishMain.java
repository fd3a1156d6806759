package dev.vitrine.packaging.publish;

import dev.vitrine.common.artifact.PublishException;
import dev.vitrine.common.artifact.Publisher;
import dev.vitrine.common.aws.AwsClients;
import dev.vitrine.common.aws.DynamoPrototypeStore;
import dev.vitrine.common.aws.S3ArtifactBucket;
import dev.vitrine.common.prototype.ManifestException;
import dev.vitrine.common.prototype.ManifestReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * {@code make publish}: brings the cloud that the SDK's standard settings name to the state that the prototypes declare.
 * Argument: the folder of prototypes; {@code --quiet} before it leaves out what is unchanged. Exit code 1 when something
 * cannot be published; the other prototypes are all the same.
 */
public final class PublishMain {
    private final boolean quiet;
    private boolean failed;

    private PublishMain(boolean quiet) {
        this.quiet = quiet;
    }

    public static void main(String[] args) {
        boolean quiet = args.length == 2 && args[0].equals("--quiet");
        if (args.length != (quiet ? 2 : 1)) {
            System.err.println("usage: PublishMain [--quiet] <folder of prototypes>");
            System.exit(2);
        }
        PublishMain main = new PublishMain(quiet);
        main.publish(Path.of(args[args.length - 1]));
        System.exit(main.failed ? 1 : 0);
    }

    private void publish(Path prototypes) {
        if (!Files.isDirectory(prototypes)) {
            fail("There is no folder of prototypes " + prototypes + ".");
            return;
        }
        try (AwsClients clients = AwsClients.interactive()) {
            Publishing publishing = wire(clients);
            run(publishing.foundation());
            for (Path folder : PrototypeFolders.in(prototypes)) {
                publishOne(publishing, folder);
            }
        } catch (SdkException e) {
            fail("The cloud refuses or does not answer: " + e.getMessage());
        }
    }

    private static Publishing wire(AwsClients clients) {
        String account = clients.client(StsClient.builder()).getCallerIdentity().account();
        Target target = new Target(
                account, new DefaultAwsRegionProviderChain().getRegion().id());
        DynamoDbClient dynamoDb = clients.dynamoDb();
        S3Client s3 = clients.s3();
        Publisher publisher = new Publisher(
                new S3ArtifactBucket(s3, target.bucket()),
                new DynamoPrototypeStore(dynamoDb, Target.TABLE),
                Clock.systemUTC());
        return new Publishing(
                target,
                dynamoDb,
                s3,
                clients.ecs(),
                clients.lambda(),
                clients.client(CloudWatchLogsClient.builder()),
                publisher);
    }

    private void publishOne(Publishing publishing, Path folder) {
        try {
            run(publishing.of(ManifestReader.read(folder.resolve("prototype.yaml")), folder));
        } catch (ManifestException | PublishException e) {
            fail(String.valueOf(e.getMessage()));
        } catch (SdkException e) {
            fail(folder.getFileName() + ": the cloud refuses or does not answer: " + e.getMessage());
        }
    }

    private void run(List<Step> steps) {
        for (Step step : steps) {
            Done done = step.run();
            if (!quiet || done.change() != Change.UNCHANGED) {
                System.out.println(done);
            }
        }
    }

    private void fail(String sentence) {
        System.err.println(sentence);
        failed = true;
    }
}
