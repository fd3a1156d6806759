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

/** What listing the jobs of one person or of one prototype reads. */
@ExtendWith(Cloud.Running.class)
class ListedJobsTest {
    private static final List<String> LONG_HEADER = Collections.nCopies(120, "measurement");

    private final Cloud cloud;
    private final String ada = Jobs.unique("Ada");
    private final String bob = Jobs.unique("Bob");
    private final String coins = Jobs.unique("coins");
    private final String notes = Jobs.unique("notes");

    ListedJobsTest(Cloud cloud) {
        this.cloud = cloud;
    }

    @Test
    void a_persons_jobs_cost_the_same_to_list_however_many_others_submitted() {
        assertListedAtTheSameCost(of(ada, Optional.empty(), Optional.empty(), 50), "owner", ada);
    }

    @Test
    void a_prototypes_jobs_cost_the_same_to_list_however_many_others_have() {
        assertListedAtTheSameCost(ofPrototype(coins), "prototype", coins);
    }

    private void assertListedAtTheSameCost(JobQuery query, String attribute, String value) {
        Meter meter = new Meter();
        try (DynamoDbClient metered = meter.client()) {
            DynamoJobTable jobs = table(metered, VitrineTable.DEFAULT_NAME);
            List<String> few = submit(jobs, coins, ada, 3);

            double alone = meter.units(() -> assertThat(ids(jobs, query)).isEqualTo(few));
            submit(jobs, notes, bob, 200);
            double amongMany = meter.units(() -> assertThat(ids(jobs, query)).isEqualTo(few));
            double byReadingAll = meter.units(
                    () -> assertThat(filteredHistory(metered, attribute, value)).isEqualTo(few));

            assertThat(amongMany).isEqualTo(alone).isLessThan(byReadingAll / 10);
        }
    }

    @Test
    void a_persons_jobs_are_listed_newest_first_by_pages_and_filters() {
        List<String> mine = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            mine.addAll(0, submit(cloud.jobs, coins, ada, 1));
            submit(cloud.jobs, coins, bob, 1);
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
    void jobs_of_one_person_and_one_prototype_are_those_of_both() {
        List<String> both = submit(cloud.jobs, coins, ada, 2);
        submit(cloud.jobs, notes, ada, 1);
        submit(cloud.jobs, coins, bob, 1);

        assertThat(ids(
                        cloud.jobs,
                        new JobQuery(Optional.of(coins), Optional.empty(), Optional.of(ada), Optional.empty(), 50)))
                .isEqualTo(both);
    }

    @Test
    void there_are_no_jobs_under_a_name_that_is_none() {
        for (String none : List.of("", "n".repeat(3_000))) {
            assertThat(ids(cloud.jobs, of(none, Optional.empty(), Optional.empty(), 50)))
                    .isEmpty();
            assertThat(ids(cloud.jobs, ofPrototype(none))).isEmpty();
        }
    }

    @Test
    void jobs_of_a_table_that_had_no_index_of_owners_are_found_once_it_has_one() {
        assertFoundOnceThereIs("owner", of(ada, Optional.empty(), Optional.empty(), 50));
    }

    @Test
    void jobs_of_a_table_that_had_no_index_of_prototypes_are_found_once_it_has_one() {
        assertFoundOnceThereIs("prototype", ofPrototype(coins));
    }

    private void assertFoundOnceThereIs(String index, JobQuery query) {
        String name = Jobs.unique("older");
        CreateTableRequest definition = VitrineTable.definition(name);
        GlobalSecondaryIndex added = definition.globalSecondaryIndexes().stream()
                .filter(each -> each.indexName().equals(index))
                .findFirst()
                .orElseThrow();
        cloud.dynamoDb.createTable(definition.toBuilder()
                .attributeDefinitions(definition.attributeDefinitions().stream()
                        .filter(attribute -> !attribute.attributeName().equals(index))
                        .toList())
                .globalSecondaryIndexes(definition.globalSecondaryIndexes().stream()
                        .filter(each -> !each.equals(added))
                        .toList())
                .build());
        DynamoJobTable jobs = table(cloud.dynamoDb, name);
        List<String> before = submit(jobs, coins, ada, 2);

        cloud.dynamoDb.updateTable(request -> request.tableName(name)
                .attributeDefinitions(definition.attributeDefinitions())
                .globalSecondaryIndexUpdates(GlobalSecondaryIndexUpdate.builder()
                        .create(create -> create.indexName(added.indexName())
                                .keySchema(added.keySchema())
                                .projection(added.projection()))
                        .build()));

        assertThat(ids(jobs, query)).isEqualTo(before);
        List<String> later = submit(jobs, coins, ada, 1);
        assertThat(ids(jobs, query)).containsExactly(later.getFirst(), before.get(0), before.get(1));
        cloud.dynamoDb.deleteTable(request -> request.tableName(name));
    }

    private DynamoJobTable table(DynamoDbClient client, String name) {
        return new DynamoJobTable(client, name, cloud.bucket, Clock.systemUTC());
    }

    /** Newest first. */
    private static List<String> submit(DynamoJobTable jobs, String prototype, String owner, int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            JobSubmission submission = Jobs.submission(prototype, "v1", LONG_HEADER, List.of(1));
            Job job = Jobs.ownedBy(owner, submission.job());
            jobs.submit(new JobSubmission(job, submission.shardRows(), Optional.empty()));
            ids.addFirst(job.id());
        }
        return ids;
    }

    private static List<String> ids(DynamoJobTable jobs, JobQuery query) {
        return jobs.list(query).jobs().stream().map(Job::id).toList();
    }

    private static JobQuery ofPrototype(String prototype) {
        return new JobQuery(Optional.of(prototype), Optional.empty(), Optional.empty(), 50);
    }

    private static JobQuery of(String owner, Optional<JobState> state, Optional<String> cursor, int limit) {
        return new JobQuery(Optional.empty(), state, Optional.of(owner), cursor, limit);
    }

    /** The same by the index of all jobs. */
    private static List<String> filteredHistory(DynamoDbClient client, String attribute, String value) {
        return client
                .queryPaginator(QueryRequest.builder()
                        .tableName(VitrineTable.DEFAULT_NAME)
                        .indexName(VitrineTable.HISTORY_INDEX)
                        .keyConditionExpression("historyPk = :jobs")
                        .filterExpression("#attribute = :value")
                        .expressionAttributeNames(Map.of("#attribute", attribute))
                        .expressionAttributeValues(
                                Map.of(":jobs", AttributeValue.fromS("JOBS"), ":value", AttributeValue.fromS(value)))
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
