package dev.vitrine.batch;

import dev.vitrine.common.artifact.ArtifactBucket;
import dev.vitrine.common.artifact.ArtifactCache;
import dev.vitrine.common.aws.AwsClients;
import dev.vitrine.common.aws.DynamoCounterStore;
import dev.vitrine.common.aws.DynamoJobTable;
import dev.vitrine.common.aws.DynamoPrototypeStore;
import dev.vitrine.common.aws.S3ArtifactBucket;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Starts a worker. Exit codes: 0 when nothing was left to do, 1 when it could not work, 2 when its settings are wrong. */
public final class BatchMain {
    private static final Logger LOG = LoggerFactory.getLogger(BatchMain.class);

    private BatchMain() {}

    public static void main(String[] args) {
        System.exit(run());
    }

    private static int run() {
        BatchConfig config;
        try {
            config = BatchConfig.of(System.getenv());
        } catch (IllegalArgumentException e) {
            LOG.error("cannot start: {}", e.getMessage());
            return 2;
        }
        try (AwsClients clients = AwsClients.patient()) {
            DynamoDbClient dynamoDb = clients.dynamoDb();
            String table = config.names().table();
            ArtifactBucket bucket =
                    new S3ArtifactBucket(clients.s3(), config.names().bucket());
            DynamoJobTable jobs = new DynamoJobTable(dynamoDb, table, bucket, Clock.systemUTC());
            ArtifactCache cache =
                    new ArtifactCache(bucket, config.names().cache(), ArtifactCache.atHand(System.getenv()));
            DynamoPrototypeStore prototypes = new DynamoPrototypeStore(dynamoDb, table);
            config.plannedAt().ifPresent(time -> {
                ScheduledJob scheduled = new ScheduledJob(jobs, bucket, prototypes, cache, Clock.systemUTC());
                LOG.info(
                        "scheduled for {}: job {}",
                        time,
                        scheduled.submit(config.prototype(), time).id());
            });
            CounterSnapshots counters =
                    new CounterSnapshots(bucket, new DynamoCounterStore(dynamoDb, table, Clock.systemUTC()));
            try (Versions versions = new Versions(prototypes, cache, counters, config.threads());
                    Stop stop = Stop.onTermination(Duration.ofSeconds(10))) {
                ShardWork work = new ShardWork(jobs, bucket, config.threads(), stop);
                new Worker(config, jobs, versions, work, stop).run();
            }
            return 0;
        } catch (RuntimeException e) {
            LOG.error("the worker cannot go on: {}", e.getMessage(), e);
            return 1;
        }
    }
}
