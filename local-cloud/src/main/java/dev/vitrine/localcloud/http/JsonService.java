package dev.vitrine.localcloud.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A service that takes its operation's name in the {@code X-Amz-Target} header and JSON in the body, such as DynamoDB and
 * ECS.
 */
public interface JsonService extends AutoCloseable {
    /** What stands before the dot in {@code X-Amz-Target}, such as {@code DynamoDB_20120810}. */
    String targetPrefix();

    /** {@code 1.0} or {@code 1.1}: the version in {@code application/x-amz-json-1.0}. */
    default String jsonVersion() {
        return "1.1";
    }

    /**
     * Carries out one operation.
     *
     * @param operation the name after the dot, such as {@code PutItem}
     * @throws AwsException as AWS would answer; an unknown operation is {@code UnknownOperationException}
     */
    JsonNode call(String operation, ObjectNode input);

    @Override
    void close();
}
