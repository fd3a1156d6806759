package dev.vitrine.packaging.deploy;

import dev.vitrine.common.artifact.Publisher;
import dev.vitrine.common.aws.AwsClients;
import dev.vitrine.common.aws.DynamoPrototypeStore;
import dev.vitrine.common.aws.S3ArtifactBucket;
import dev.vitrine.common.aws.VitrineTable;
import dev.vitrine.packaging.image.Base;
import dev.vitrine.packaging.image.BuiltImages;
import dev.vitrine.packaging.image.ImageException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * {@code make plan}, {@code deploy}, {@code publish}, {@code destroy} and {@code doctor}, against the cloud that the SDK's
 * standard settings name. Arguments: one of these words; the folders of the templates, of the image folders, for the work
 * on images, and of the prototypes; the tag of the commit; and perhaps {@code --quiet}, which leaves out what is
 * unchanged. Exit code 1 when something cannot be done; what else is asked for is done all the same.
 */
public final class DeployMain {
    private static final int ARGUMENTS = 6;

    private DeployMain() {}

    public static void main(String[] args) throws IOException {
        List<String> words = new ArrayList<>(List.of(args));
        boolean quiet = words.remove("--quiet");
        if (words.size() != ARGUMENTS) {
            System.err.println("usage: DeployMain plan|deploy|publish|destroy|doctor <templates> <images> <work>"
                    + " <prototypes> <commit> [--quiet]");
            System.exit(2);
        }
        System.exit(run(words, new Narrator(System.out, quiet)) ? 0 : 1);
    }

    private static boolean run(List<String> words, Narrator narrator) throws IOException {
        Path prototypes = Path.of(words.get(4));
        if (!Files.isDirectory(prototypes)) {
            System.err.println("There is no folder of prototypes " + prototypes + ".");
            return false;
        }
        Settings settings = new Settings(Path.of(words.get(1)), prototypes, words.get(5), System.getenv());
        try (AwsClients aws = AwsClients.interactive()) {
            BuiltImages built = new BuiltImages(
                    Path.of(words.get(2)),
                    Base.from(System.getenv()),
                    Path.of(words.get(3)),
                    Path.of(System.getProperty("java.home")));
            List<String> failures = carryOut(words.getFirst(), settings, clients(aws), built, narrator);
            failures.forEach(System.err::println);
            return failures.isEmpty();
        } catch (DeployException | StackException | ImageException e) {
            System.err.println(e.getMessage());
        } catch (SdkException e) {
            System.err.println(CloudErrors.sentence(e));
        }
        return false;
    }

    private static List<String> carryOut(
            String word, Settings settings, Clients clients, BuiltImages built, Narrator narrator) throws IOException {
        Target target = new Target(
                clients.sts().getCallerIdentity().account(),
                new DefaultAwsRegionProviderChain().getRegion().id());
        Stacks stacks = new Stacks(clients.cloudFormation(), narrator);
        Templates templates = new Templates(settings, target, stacks);
        Images images = new Images(built, clients.ecr(), settings.commit(), narrator);
        Publisher publisher = new Publisher(
                new S3ArtifactBucket(clients.s3(), target.bucket()),
                new DynamoPrototypeStore(clients.dynamoDb(), Target.TABLE),
                Clock.systemUTC());
        TableIndexes indexes = new TableIndexes(clients.dynamoDb(), VitrineTable.definition(Target.TABLE), narrator);
        Deployment deployment =
                new Deployment(settings, templates, stacks, images, clients, publisher, indexes, narrator);
        return switch (word) {
            case "plan" -> new Plan(settings, templates, stacks, images, clients, narrator).show();
            case "deploy" -> deployment.deploy();
            case "publish" -> deployment.publish();
            case "destroy" -> {
                BufferedReader answers = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
                yield new Destruction(settings, target, stacks, clients, narrator).run(answers)
                        ? List.of()
                        : List.of("");
            }
            case "doctor" ->
                new Doctor(settings, target, stacks, images, clients, indexes).examine() ? List.of() : List.of("");
            default -> throw new DeployException("Say plan, deploy, publish, destroy or doctor, not " + word + ".");
        };
    }

    private static Clients clients(AwsClients aws) {
        return new Clients(
                aws.client(CloudFormationClient.builder()),
                aws.client(CloudWatchLogsClient.builder()),
                aws.dynamoDb(),
                aws.client(Ec2Client.builder()),
                aws.client(EcrClient.builder()),
                aws.ecs(),
                aws.client(ElasticLoadBalancingV2Client.builder()),
                aws.client(IamClient.builder()),
                aws.lambda(),
                aws.s3(),
                aws.client(SecretsManagerClient.builder()),
                aws.client(StsClient.builder()));
    }
}
