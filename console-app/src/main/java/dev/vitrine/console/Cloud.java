package dev.vitrine.console;

import dev.vitrine.common.artifact.ArtifactBucket;
import dev.vitrine.common.artifact.PrototypeStore;
import dev.vitrine.common.aws.AwsClients;
import dev.vitrine.common.aws.BucketJobResults;
import dev.vitrine.common.aws.CloudProblems;
import dev.vitrine.common.aws.CloudWatchLogReader;
import dev.vitrine.common.aws.CloudWatchMetricReader;
import dev.vitrine.common.aws.DynamoBrowser;
import dev.vitrine.common.aws.DynamoJobTable;
import dev.vitrine.common.aws.DynamoPredictionStore;
import dev.vitrine.common.aws.DynamoPrototypeStore;
import dev.vitrine.common.aws.EcrImages;
import dev.vitrine.common.aws.EcsServices;
import dev.vitrine.common.aws.EcsTasks;
import dev.vitrine.common.aws.ElbLoadBalancers;
import dev.vitrine.common.aws.LambdaFunctions;
import dev.vitrine.common.aws.S3ArtifactBucket;
import dev.vitrine.common.aws.S3Browser;
import dev.vitrine.common.aws.StsCaller;
import dev.vitrine.common.job.Job;
import dev.vitrine.common.job.JobRerun;
import dev.vitrine.common.job.JobResults;
import dev.vitrine.common.job.JobStore;
import dev.vitrine.common.job.JobSubmission;
import dev.vitrine.common.log.LogReader;
import dev.vitrine.common.metric.MetricReader;
import dev.vitrine.common.operation.BucketBrowser;
import dev.vitrine.common.operation.CallGate;
import dev.vitrine.common.operation.CallerIdentity;
import dev.vitrine.common.operation.CloudProblem;
import dev.vitrine.common.operation.FunctionOperations;
import dev.vitrine.common.operation.ImageOperations;
import dev.vitrine.common.operation.LoadBalancerReader;
import dev.vitrine.common.operation.ServiceOperations;
import dev.vitrine.common.operation.TableBrowser;
import dev.vitrine.common.operation.TaskOperations;
import dev.vitrine.common.prediction.PredictionStore;
import dev.vitrine.common.prototype.Field;
import dev.vitrine.console.kit.Lazy;
import dev.vitrine.console.session.Connection;
import dev.vitrine.console.session.Manifests;
import dev.vitrine.console.session.Session;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/** The ports of a session, wired to AWS's interfaces. Clients are made when they are first needed. */
final class Cloud implements Connection {
    private final AwsClients clients;
    private final Lazy<CallerIdentity> identity;
    private final Lazy<DynamoJobTable> jobs;
    private final Lazy<JobResults> results;
    private final Lazy<JobRerun> rerun;
    private final Manifests manifests;
    private final Lazy<PrototypeStore> prototypes;
    private final Lazy<PredictionStore> predictions;
    private final Lazy<ArtifactBucket> bucket;
    private final Lazy<BucketBrowser> objects;
    private final Lazy<TableBrowser> table;
    private final Lazy<TaskOperations> tasks;
    private final Lazy<ServiceOperations> services;
    private final Lazy<FunctionOperations> functions;
    private final Lazy<LoadBalancerReader> loadBalancers;
    private final Lazy<ImageOperations> images;
    private final Lazy<LogReader> logs;
    private final Lazy<MetricReader> metrics;

    Cloud(Session session, Map<String, String> environment, CallGate gate, Clock clock) {
        clients = AwsClients.interactive(session.settings(), gate);
        String tableName = environment.getOrDefault("VITRINE_TABLE", "vitrine");
        Lazy<DynamoDbClient> dynamoDb = new Lazy<>(clients::dynamoDb);
        Lazy<S3Client> s3 = new Lazy<>(clients::s3);
        Lazy<EcsClient> ecs = new Lazy<>(clients::ecs);
        identity = new Lazy<>(() -> new StsCaller(clients.client(StsClient.builder())));
        Lazy<String> bucketName = new Lazy<>(() -> {
            String named = environment.get("VITRINE_BUCKET");
            return named != null ? named : "vitrine-" + identity.get().caller().account() + "-" + session.region();
        });
        bucket = new Lazy<>(() -> new S3ArtifactBucket(s3.get(), bucketName.get()));
        objects = new Lazy<>(() -> new S3Browser(s3.get(), bucketName.get()));
        jobs = new Lazy<>(() -> new DynamoJobTable(dynamoDb.get(), tableName, bucket.get(), clock));
        prototypes = new Lazy<>(() -> new DynamoPrototypeStore(dynamoDb.get(), tableName));
        results = new Lazy<>(() -> new BucketJobResults(bucket.get(), jobs.get(), this::outputs));
        manifests = new Manifests(prototypes, bucket);
        rerun = new Lazy<>(() -> new JobRerun(jobs.get(), bucket.get(), clock));
        predictions = new Lazy<>(() -> new DynamoPredictionStore(dynamoDb.get(), tableName, bucket.get()));
        table = new Lazy<>(() -> new DynamoBrowser(dynamoDb.get(), tableName));
        tasks = new Lazy<>(() -> new EcsTasks(ecs.get(), session.cluster()));
        services = new Lazy<>(() -> new EcsServices(ecs.get(), session.cluster(), tasks.get()));
        functions = new Lazy<>(() -> new LambdaFunctions(clients.lambda()));
        loadBalancers = new Lazy<>(() -> new ElbLoadBalancers(clients.client(ElasticLoadBalancingV2Client.builder())));
        logs = new Lazy<>(() -> new CloudWatchLogReader(clients.client(CloudWatchLogsClient.builder())));
        metrics = new Lazy<>(() -> new CloudWatchMetricReader(clients.client(CloudWatchClient.builder())));
        images = new Lazy<>(() -> new EcrImages(clients.client(EcrClient.builder())));
    }

    private List<String> outputs(Job job) {
        return manifests
                .find(job.prototype(), job.version())
                .map(declared ->
                        declared.outputs().fields().stream().map(Field::name).toList())
                .orElse(List.of());
    }

    @Override
    public Manifests manifests() {
        return manifests;
    }

    @Override
    public CallerIdentity identity() {
        return identity.get();
    }

    @Override
    public JobStore jobs() {
        return jobs.get();
    }

    @Override
    public JobResults results() {
        return results.get();
    }

    @Override
    public String transactItems(JobSubmission submission) {
        return jobs.get().transactItems(submission);
    }

    @Override
    public JobRerun rerun() {
        return rerun.get();
    }

    @Override
    public PrototypeStore prototypes() {
        return prototypes.get();
    }

    @Override
    public PredictionStore predictions() {
        return predictions.get();
    }

    @Override
    public ArtifactBucket bucket() {
        return bucket.get();
    }

    @Override
    public BucketBrowser objects() {
        return objects.get();
    }

    @Override
    public TableBrowser table() {
        return table.get();
    }

    @Override
    public TaskOperations tasks() {
        return tasks.get();
    }

    @Override
    public ServiceOperations services() {
        return services.get();
    }

    @Override
    public FunctionOperations functions() {
        return functions.get();
    }

    @Override
    public LoadBalancerReader loadBalancers() {
        return loadBalancers.get();
    }

    @Override
    public ImageOperations images() {
        return images.get();
    }

    @Override
    public LogReader logs() {
        return logs.get();
    }

    @Override
    public MetricReader metrics() {
        return metrics.get();
    }

    @Override
    public CloudProblem problem(Throwable thrown) {
        return CloudProblems.of(thrown);
    }

    @Override
    public void close() {
        clients.close();
    }
}
