package dev.vitrine.common.aws;

import static dev.vitrine.common.aws.VitrineTable.HISTORY_INDEX;
import static dev.vitrine.common.aws.VitrineTable.HISTORY_PK;
import static dev.vitrine.common.aws.VitrineTable.HISTORY_SK;
import static dev.vitrine.common.aws.VitrineTable.ID;
import static dev.vitrine.common.aws.VitrineTable.OWNER;
import static dev.vitrine.common.aws.VitrineTable.OWNER_INDEX;
import static dev.vitrine.common.aws.VitrineTable.PROTOTYPE;
import static dev.vitrine.common.aws.VitrineTable.PROTOTYPE_INDEX;

import dev.vitrine.common.job.JobQuery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * The index that leads to the jobs of a query with the fewest others among them: by owner, else by prototype, else all.
 *
 * @param hash attribute that is the index's partition key
 * @param range attribute that is its sort key; holds the job's id
 * @param of the partition
 */
record JobListing(String index, String hash, String range, String of) {
    static JobListing of(JobQuery query) {
        return query.owner()
                .map(owner -> new JobListing(OWNER_INDEX, OWNER, ID, owner))
                .or(() -> query.prototype().map(name -> new JobListing(PROTOTYPE_INDEX, PROTOTYPE, ID, name)))
                .orElseGet(() -> new JobListing(HISTORY_INDEX, HISTORY_PK, HISTORY_SK, JobItems.JOB_HISTORY));
    }

    /** What asks for the query's jobs, newest first, and one more than a page has where nothing is filtered out. */
    QueryRequest request(JobQuery query) {
        Map<String, AttributeValue> values = new HashMap<>(Map.of(":of", Item.of(of)));
        List<String> filters = new ArrayList<>();
        query.prototype().filter(_ -> !hash.equals(PROTOTYPE)).ifPresent(prototype -> {
            filters.add("#prototype = :prototype");
            values.put(":prototype", Item.of(prototype));
        });
        query.state().ifPresent(state -> {
            filters.add("#state = :state");
            values.put(":state", Item.of(state.name()));
        });
        String keys = "#" + hash + " = :of";
        String filter = filters.isEmpty() ? null : String.join(" AND ", filters);
        return QueryRequest.builder()
                .indexName(index)
                .keyConditionExpression(keys)
                .filterExpression(filter)
                .expressionAttributeNames(Change.namesIn(keys + " " + filter))
                .expressionAttributeValues(values)
                .exclusiveStartKey(query.cursor().map(this::after).orElse(null))
                .scanIndexForward(false)
                .limit(filters.isEmpty() ? query.limit() + 1 : null)
                .build();
    }

    private Map<String, AttributeValue> after(String cursor) {
        if (!cursor.matches("[A-Za-z0-9_-]{1,64}")) {
            throw new IllegalArgumentException("cursor '" + cursor + "' does not come from a page before");
        }
        Map<String, AttributeValue> key = Item.with(JobItems.pk(cursor), JobItems.JOB);
        key.put(hash, Item.of(of));
        key.put(range, Item.of(cursor));
        return key;
    }
}
