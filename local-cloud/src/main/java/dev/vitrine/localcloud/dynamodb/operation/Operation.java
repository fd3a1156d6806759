package dev.vitrine.localcloud.dynamodb.operation;

import com.fasterxml.jackson.databind.JsonNode;

/** One operation of the API. */
@FunctionalInterface
public interface Operation {
    /**
     * Carries the operation out.
     *
     * @throws dev.vitrine.localcloud.http.AwsException as DynamoDB would answer
     */
    JsonNode call(Request request);
}
