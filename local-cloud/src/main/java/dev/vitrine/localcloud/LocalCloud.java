package dev.vitrine.localcloud;

import dev.vitrine.localcloud.budgets.BudgetsService;
import dev.vitrine.localcloud.cloudformation.CloudFormationService;
import dev.vitrine.localcloud.container.ImageRunner;
import dev.vitrine.localcloud.dynamodb.DynamoDbService;
import dev.vitrine.localcloud.ec2.Ec2Service;
import dev.vitrine.localcloud.ecr.EcrService;
import dev.vitrine.localcloud.ecs.EcsService;
import dev.vitrine.localcloud.elb.LoadBalancingService;
import dev.vitrine.localcloud.http.CloudServer;
import dev.vitrine.localcloud.http.JsonService;
import dev.vitrine.localcloud.http.QueryService;
import dev.vitrine.localcloud.http.RestService;
import dev.vitrine.localcloud.http.Services;
import dev.vitrine.localcloud.iam.IamService;
import dev.vitrine.localcloud.lambda.LambdaService;
import dev.vitrine.localcloud.logs.LogsService;
import dev.vitrine.localcloud.metrics.MetricsService;
import dev.vitrine.localcloud.parameter.ParameterService;
import dev.vitrine.localcloud.process.ChildEnvironment;
import dev.vitrine.localcloud.process.ImageFolders;
import dev.vitrine.localcloud.process.ImageStore;
import dev.vitrine.localcloud.process.ProcessRunner;
import dev.vitrine.localcloud.process.Runner;
import dev.vitrine.localcloud.registry.Registry;
import dev.vitrine.localcloud.registry.RegistryConfig;
import dev.vitrine.localcloud.registry.RegistryImages;
import dev.vitrine.localcloud.registry.RegistryService;
import dev.vitrine.localcloud.s3.S3Credentials;
import dev.vitrine.localcloud.s3.S3Service;
import dev.vitrine.localcloud.scaling.ScalingService;
import dev.vitrine.localcloud.scheduler.SchedulerService;
import dev.vitrine.localcloud.scheduler.Target;
import dev.vitrine.localcloud.secret.SecretReferences;
import dev.vitrine.localcloud.secret.SecretsService;
import dev.vitrine.localcloud.sso.PortalService;
import dev.vitrine.localcloud.sts.StsService;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * AWS on a laptop: one port on loopback that speaks AWS's wire protocols, and one folder that keeps the state. The wiring
 * of all services is in {@code wire}. Any credentials are good; the account is {@code 000000000000}.
 */
public final class LocalCloud implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LocalCloud.class);

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final URI endpoint;

    private LocalCloud(LocalCloudConfig config) throws StartupException {
        try {
            endpoint = wire(config);
        } catch (IOException | RuntimeException e) {
            close();
            throw new StartupException("The local cloud cannot start: " + e.getMessage(), e);
        } catch (StartupException e) {
            close();
            throw e;
        }
    }

    private URI wire(LocalCloudConfig config) throws StartupException, IOException {
        Path folder = config.cloudDir();
        opened(StateLock.take(folder));
        DynamoDbService dynamoDb = opened(new DynamoDbService(folder.resolve("dynamodb"), config.clock()));
        LogsService logs = opened(new LogsService(folder.resolve("logs"), config.clock()));
        MetricsService metrics = opened(new MetricsService(folder.resolve("metrics"), config.clock()));
        StsService sts = opened(new StsService());
        SecretsService secrets = opened(new SecretsService(folder.resolve("secrets"), config.clock()));
        ParameterService parameters = opened(new ParameterService(folder.resolve("parameters"), config.clock()));
        CloudServer server = opened(bind(config.port()));

        Registry registry = opened(new Registry(folder.resolve("registry"), RegistryConfig.defaults(), config.clock()));
        EcrService ecr = opened(new EcrService(registry, server.endpoint(), config.clock()));
        RegistryService distribution = new RegistryService(registry, server.endpoint(), ecr::imagePushed);

        ImageStore images = new ImageStore(
                new RegistryImages(registry, folder.resolve("images")), new ImageFolders(config.imagesDirs()));
        Runner runner = new ImageRunner(
                config.engine(),
                server.endpoint(),
                folder.resolve("containers"),
                new ProcessRunner(folder.resolve("tmp"), config.processors()),
                name -> images.find(name).isPresent());
        ChildEnvironment environment = new ChildEnvironment(server.endpoint());
        LambdaService lambda = opened(new LambdaService(
                config.lambda(),
                folder.resolve("lambda"),
                runner,
                images,
                environment,
                logs,
                metrics.sink(),
                config.clock()));
        LoadBalancingService loadBalancing = opened(
                new LoadBalancingService(folder.resolve("elb"), config.ecs().second(), metrics.sink(), config.clock()));
        EcsService ecs = opened(new EcsService(
                config.ecs(),
                folder.resolve("ecs"),
                runner,
                images,
                environment,
                new SecretReferences(secrets, parameters::value),
                logs,
                loadBalancing.targets(),
                metrics.sink(),
                config.clock()));

        S3Service s3 = opened(new S3Service(
                folder.resolve("s3"), S3Credentials.DEFAULT, new BucketFunctions(lambda), config.clock()));
        SchedulerService scheduler = opened(new SchedulerService(
                folder.resolve("scheduler"), target -> start(target, lambda, ecs), config.clock()));

        ScalingService scaling =
                opened(new ScalingService(folder.resolve("scaling"), new EcsCounts(ecs), config.clock()));
        BudgetsService budgets = opened(new BudgetsService(folder.resolve("budgets")));
        IamService iam = opened(new IamService(folder.resolve("iam"), config.clock()));
        Ec2Service ec2 = opened(new Ec2Service(folder.resolve("ec2")));
        CloudFormationService formation =
                opened(new CloudFormationService(folder.resolve("cloudformation"), server.calls(), config.clock()));

        List<JsonService> json = List.of(budgets, dynamoDb, ecr, ecs, logs, parameters, scaling, secrets);
        List<RestService> rest = List.of(distribution, lambda, scheduler, new PortalService(config.clock()));
        List<QueryService> query = List.of(ec2, formation, iam, loadBalancing, metrics, sts);
        server.start(new Services(json, rest, query), s3.handler());
        return server.endpoint();
    }

    /**
     * Starts every service; returns when they answer.
     *
     * @throws StartupException with one clear sentence: port taken, folder not writable or in use
     */
    public static LocalCloud start(LocalCloudConfig config) throws StartupException {
        return new LocalCloud(config);
    }

    /** Where it answers, such as {@code http://127.0.0.1:4566}, as {@code AWS_ENDPOINT_URL} wants it. */
    public URI endpoint() {
        return endpoint;
    }

    private static CloudServer bind(int port) throws StartupException {
        try {
            return CloudServer.bind(port);
        } catch (IOException e) {
            throw new StartupException(
                    "Port " + port + " is taken. Stop the program that uses it, or set CLOUD_PORT to another port.", e);
        }
    }

    private static void start(Target target, LambdaService lambda, EcsService ecs) {
        switch (target) {
            case Target.FunctionTarget function -> lambda.send(function.arn(), function.input());
            case Target.TaskTarget task -> ecs.call("RunTask", task.request());
        }
    }

    private <T extends AutoCloseable> T opened(T closeable) {
        opened.push(closeable);
        return closeable;
    }

    /** Stops in the reverse order of the start: first what runs programs, then the port, then the stores. */
    @Override
    public void close() {
        while (!opened.isEmpty()) {
            AutoCloseable next = opened.pop();
            try {
                next.close();
            } catch (Exception e) {
                log.warn("{} did not stop cleanly.", next.getClass().getSimpleName(), e);
            }
        }
    }
}
