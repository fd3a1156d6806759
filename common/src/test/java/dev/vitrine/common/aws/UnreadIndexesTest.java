package dev.vitrine.common.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vitrine.common.job.JobQuery;
import dev.vitrine.common.store.IndexUnavailableException;
import dev.vitrine.common.store.StoreUnavailableException;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lists by an index that AWS has not filled yet. */
class UnreadIndexesTest {
    private AwsAnswers aws;
    private DynamoJobTable jobs;

    @BeforeEach
    void start() throws IOException {
        aws = new AwsAnswers();
        jobs = new DynamoJobTable(
                aws.clients().dynamoDb(),
                "vitrine",
                new S3ArtifactBucket(aws.clients().s3(), "bucket"),
                Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    private void refuse(String message) {
        aws.refuse(
                "Query",
                400,
                "{\"__type\":\"com.amazon.coral.validate#ValidationException\",\"message\":\"" + message + "\"}");
    }

    private IndexUnavailableException unread() {
        return catchThrowableOfType(IndexUnavailableException.class, this::list);
    }

    private int list() {
        return jobs.list(new JobQuery(Optional.of("banknote"), Optional.empty(), Optional.empty(), 10))
                .jobs()
                .size();
    }

    @Test
    void an_index_that_is_being_built_is_named_with_since_when_and_how_it_ends() {
        refuse("Cannot read from backfilling global secondary index: prototype");
        Instant before = Instant.now().minusSeconds(1);

        IndexUnavailableException first = unread();

        assertThat(first)
                .hasMessageStartingWith(
                        "cannot list the jobs: DynamoDB still builds index 'prototype' of table 'vitrine'")
                .hasMessageContaining("at least since " + first.since())
                .hasMessageEndingWith("wait some minutes");
        assertThat(first.isBuilding()).isTrue();
        assertThat(first.since()).isBetween(before, Instant.now());
        assertThat(unread().since()).isEqualTo(first.since());
    }

    @Test
    void an_index_that_is_not_there_at_all_is_added_by_a_deploy() {
        refuse("The table does not have the specified index: prototype");

        assertThat(unread())
                .hasMessageContaining("there is no index 'prototype' of table 'vitrine'")
                .hasMessageEndingWith("make deploy adds it");
    }

    @Test
    void once_an_index_is_built_lists_are_read_by_it() {
        refuse("Cannot read from backfilling global secondary index: prototype");
        assertThat(unread()).isNotNull();

        aws.give("Query", "{\"Items\":[],\"Count\":0,\"ScannedCount\":0}");

        assertThat(list()).isZero();
    }

    @Test
    void what_else_a_table_refuses_is_told_as_ever() {
        refuse("Query condition missed key schema element");

        assertThat(catchThrowableOfType(StoreUnavailableException.class, this::list))
                .isNotInstanceOf(IndexUnavailableException.class)
                .hasMessageContaining("Query condition missed key schema element");
    }
}
