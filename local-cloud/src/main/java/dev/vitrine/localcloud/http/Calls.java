package dev.vitrine.localcloud.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The services' operations for another service of the same cloud, as a client would call them: a resource that
 * CloudFormation makes is the same as one made by the SDK. Each method throws {@link AwsException} with the status, code
 * and message that a client would get.
 */
public interface Calls {
    /**
     * An operation that is named in {@code X-Amz-Target}.
     *
     * @param targetPrefix such as {@code DynamoDB_20120810}
     */
    JsonNode json(String targetPrefix, String operation, ObjectNode input);

    /**
     * An action of the query protocol.
     *
     * @param service the name in a signature's scope, such as {@code iam}
     * @param input lists are written as {@code Name.member.1}, in EC2's dialect as {@code Name.1}
     * @return the members of the result
     */
    ObjectNode query(String service, String action, ObjectNode input);

    /**
     * A request of a REST service, also S3.
     *
     * @param service the name in a signature's scope, such as {@code lambda} or {@code s3}
     * @param path percent-encoded, with the query
     * @param body empty for none
     * @return the body of the answer, whose status is below 300
     */
    String rest(String service, String method, String path, String body);

    /** As {@link #rest(String, String, String, String)} with JSON in and out; an empty answer is an empty object. */
    JsonNode restJson(String service, String method, String path, JsonNode body);
}
