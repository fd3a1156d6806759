package dev.vitrine.localcloud.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/** The shapes in which AWS's protocols write an error. S3 writes its own. */
sealed interface ErrorProtocol {
    AwsResponse write(AwsException error, String requestId);

    /** {@code __type} in the body: DynamoDB, ECS, CloudWatch Logs. */
    record Json(String version) implements ErrorProtocol {
        @Override
        public AwsResponse write(AwsException error, String requestId) {
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            body.put("__type", error.code());
            body.put("message", error.getMessage());
            body.setAll(error.details());
            return AwsResponse.bytes(
                    error.status(),
                    "application/x-amz-json-" + version,
                    body.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The code in {@code x-amzn-ErrorType}: Lambda. */
    record RestJson() implements ErrorProtocol {
        @Override
        public AwsResponse write(AwsException error, String requestId) {
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            body.put("Type", error.status() < 500 ? "User" : "Service");
            body.put("message", error.getMessage());
            body.setAll(error.details());
            return AwsResponse.json(error.status(), body).with("x-amzn-ErrorType", error.code());
        }
    }

    /** An {@code ErrorResponse} of XML: STS. */
    record Query(String xmlNamespace) implements ErrorProtocol {
        @Override
        public AwsResponse write(AwsException error, String requestId) {
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            body.putObject("Error")
                    .put("Type", error.status() < 500 ? "Sender" : "Receiver")
                    .put("Code", error.code())
                    .put("Message", error.getMessage());
            body.put("RequestId", requestId);
            return QueryXml.response(error.status(), "ErrorResponse", xmlNamespace, QueryDialect.QUERY, body);
        }
    }

    /** A {@code Response} with {@code Errors}: EC2. */
    record Ec2(String xmlNamespace) implements ErrorProtocol {
        @Override
        public AwsResponse write(AwsException error, String requestId) {
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            body.putObject("Errors")
                    .putObject("Error")
                    .put("Code", error.code())
                    .put("Message", error.getMessage());
            body.put("RequestID", requestId);
            return QueryXml.response(error.status(), "Response", xmlNamespace, QueryDialect.EC2, body);
        }
    }
}
