package dev.vitrine.console.session;

import dev.vitrine.common.artifact.ArtifactBucket;
import dev.vitrine.common.artifact.PrototypeStore;
import dev.vitrine.common.job.JobRerun;
import dev.vitrine.common.job.JobResults;
import dev.vitrine.common.job.JobStore;
import dev.vitrine.common.job.JobSubmission;
import dev.vitrine.common.log.LogReader;
import dev.vitrine.common.metric.MetricReader;
import dev.vitrine.common.operation.BucketBrowser;
import dev.vitrine.common.operation.CallerIdentity;
import dev.vitrine.common.operation.CloudProblem;
import dev.vitrine.common.operation.FunctionOperations;
import dev.vitrine.common.operation.ImageOperations;
import dev.vitrine.common.operation.LoadBalancerReader;
import dev.vitrine.common.operation.ServiceOperations;
import dev.vitrine.common.operation.TableBrowser;
import dev.vitrine.common.operation.TaskOperations;
import dev.vitrine.common.prediction.PredictionStore;

/**
 * The ports of one cloud. They are made when they are first asked for, which may itself ask the cloud: never on the thread
 * of the screen.
 */
public interface Connection extends AutoCloseable {
    CallerIdentity identity();

    JobStore jobs();

    JobResults results();

    JobRerun rerun();

    /** What records a run, as {@code aws dynamodb transact-write-items --transact-items} takes it. */
    String transactItems(JobSubmission submission);

    PrototypeStore prototypes();

    Manifests manifests();

    PredictionStore predictions();

    ArtifactBucket bucket();

    BucketBrowser objects();

    TableBrowser table();

    TaskOperations tasks();

    ServiceOperations services();

    FunctionOperations functions();

    LoadBalancerReader loadBalancers();

    ImageOperations images();

    LogReader logs();

    MetricReader metrics();

    /** What an exception of any of the ports says about the cloud. */
    CloudProblem problem(Throwable thrown);

    /** Ends every request that is under way. */
    @Override
    void close();
}
