package dev.vitrine.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.common.aws.DynamoJobTable;
import dev.vitrine.common.aws.VitrineTable;
import dev.vitrine.common.job.Job;
import dev.vitrine.common.job.JobPage;
import dev.vitrine.common.job.JobQuery;
import dev.vitrine.common.job.JobState;
import dev.vitrine.common.job.JobSubmission;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/** What listing one person's jobs reads. */
@ExtendWith(Cloud.Running.class)
class OwnedJobsTest {
    private static final List<String> LONG_HEADER = Collections.nCopies(120, "measurement");

    private final Cloud cloud;
    private final String ada = Jobs.unique("Ada");
    private final String bob = Jobs.unique("Bob");

    OwnedJobsTest(Cloud cloud) {
        this.cloud = cloud;
    }

    @Test
    void a_persons_jobs_cost_the_same_to_list_however_many_others_submitted() {
        Meter meter = new Meter();
        try (DynamoDbClient metered = meter.client()) {
            DynamoJobTable jobs = table(metered, VitrineTable.DEFAULT_NAME);
            List<String> mine = submit(jobs, ada, 3);

            double alone = meter.units(() -> assertThat(ids(jobs, ada)).isEqualTo(mine));
            submit(jobs, bob, 200);
            double amongMany = meter.units(() -> assertThat(ids(jobs, ada)).isEqualTo(mine));
            double byReadingAll =
                    meter.units(() -> assertThat(filteredHistory(metered, ada)).isEqualTo(mine));

            assertThat(amongMany).isEqualTo(alone).isLessThan(byReadingAll / 10);
        }
    }

    @Test
    void a_persons_jobs_are_listed_newest_first_by_pages_and_filters() {
        List<String> mine = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            mine.addAll(0, submit(cloud.jobs, ada, 1));
            submit(cloud.jobs, bob, 1);
        }
        cloud.jobs.cancel(mine.get(2));

        List<String> listed = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            JobPage page = cloud.jobs.list(of(ada, Optional.empty(), cursor, 2));
            page.jobs().forEach(job -> listed.add(job.id()));
            cursor = page.next();
        } while (cursor.isPresent());

        assertThat(listed).isEqualTo(mine);
        assertThat(cloud.jobs
                        .list(of(ada, Optional.of(JobState.CANCELLED), Optional.empty(), 10))
                        .jobs())
                .extracting(Job::id)
                .containsExactly(mine.get(2));
    }

    @Test
    void nobody_has_jobs_under_a_name_that_is_none() {
        assertThat(ids(cloud.jobs, "")).isEmpty();
        assertThat(ids(cloud.jobs, "n".repeat(3_000))).isEmpty();
    }

    @Test
    void jobs_of_a_table_that_had_no_index_of_owners_are_found_once_it_has_one() {
        String name = Jobs.unique("older");
        CreateTableRequest definition = VitrineTable.definition(name);
        GlobalSecondaryIndex added = definition.globalSecondaryIndexes().stream()
                .filter(index -> index.indexName().equals("owner"))
                .findFirst()
                .orElseThrow();
        cloud.dynamoDb.createTable(definition.toBuilder()
                .attributeDefinitions(definition.attributeDefinitions().stream()
                        .filter(attribute -> added.keySchema().stream()
                                .noneMatch(key -> key.attributeName().equals(attribute.attributeName())))
                        .toList())
                .globalSecondaryIndexes(definition.globalSecondaryIndexes().stream()
                        .filter(index -> !index.equals(added))
                        .toList())
                .build());
        DynamoJobTable jobs = table(cloud.dynamoDb, name);
        List<String> mine = submit(jobs, ada, 2);

        cloud.dynamoDb.updateTable(request -> request.tableName(name)
                .attributeDefinitions(definition.attributeDefinitions())
                .globalSecondaryIndexUpdates(GlobalSecondaryIndexUpdate.builder()
                        .create(create -> create.indexName(added.indexName())
                                .keySchema(added.keySchema())
                                .projection(added.projection()))
                        .build()));

        assertThat(ids(jobs, ada)).isEqualTo(mine);
        List<String> later = submit(jobs, ada, 1);
        assertThat(ids(jobs, ada)).containsExactly(later.getFirst(), mine.get(0), mine.get(1));
        cloud.dynamoDb.deleteTable(request -> request.tableName(name));
    }

    private DynamoJobTable table(DynamoDbClient client, String name) {
        return new DynamoJobTable(client, name, cloud.bucket, Clock.systemUTC());
    }

    /** Newest first. */
    private static List<String> submit(DynamoJobTable jobs, String owner, int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            JobSubmission submission = Jobs.submission("banknote", "v1", LONG_HEADER, List.of(1));
            Job job = Jobs.ownedBy(owner, submission.job());
            jobs.submit(new JobSubmission(job, submission.shardRows(), Optional.empty()));
            ids.addFirst(job.id());
        }
        return ids;
    }

    private static List<String> ids(DynamoJobTable jobs, String owner) {
        return jobs.list(of(owner, Optional.empty(), Optional.empty(), 50)).jobs().stream()
                .map(Job::id)
                .toList();
    }

    private static JobQuery of(String owner, Optional<JobState> state, Optional<String> cursor, int limit) {
        return new JobQuery(Optional.empty(), state, Optional.of(owner), cursor, limit);
    }

    /** The same without the index of owners. */
    private static List<String> filteredHistory(DynamoDbClient client, String owner) {
        return client
                .queryPaginator(QueryRequest.builder()
                        .tableName(VitrineTable.DEFAULT_NAME)
                        .indexName(VitrineTable.HISTORY_INDEX)
                        .keyConditionExpression("historyPk = :jobs")
                        .filterExpression("#owner = :owner")
                        .expressionAttributeNames(Map.of("#owner", "owner"))
                        .expressionAttributeValues(
                                Map.of(":jobs", AttributeValue.fromS("JOBS"), ":owner", AttributeValue.fromS(owner)))
                        .scanIndexForward(false)
                        .build())
                .items()
                .stream()
                .map(item -> item.getOrDefault("id", AttributeValue.fromS("")).s())
                .toList();
    }

    /** Sums the read capacity units of queries as DynamoDB tells them. */
    private static final class Meter implements ExecutionInterceptor {
        private double units;

        DynamoDbClient client() {
            return DynamoDbClient.builder()
                    .httpClientBuilder(ApacheHttpClient.builder())
                    .overrideConfiguration(override -> override.addExecutionInterceptor(this))
                    .build();
        }

        double units(Runnable reads) {
            units = 0;
            reads.run();
            return units;
        }

        @Override
        public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
            return context.request() instanceof QueryRequest query
                    ? query.toBuilder()
                            .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                            .build()
                    : context.request();
        }

        @Override
        public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
            if (context.response() instanceof QueryResponse response) {
                units += response.consumedCapacity().capacityUnits();
            }
        }
    }
}
