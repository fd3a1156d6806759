package dev.vitrine.localcloud.lambda;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.vitrine.localcloud.http.AwsException;
import java.util.Map;

/** Lambda's errors in its own words. */
final class LambdaErrors {
    private LambdaErrors() {}

    static AwsException notFound(String arn) {
        return user(404, "ResourceNotFoundException", "Function not found: " + arn);
    }

    static AwsException exists(String name) {
        return user(409, "ResourceConflictException", "Function already exist: " + name);
    }

    static AwsException invalid(String message) {
        return user(400, "InvalidParameterValueException", message);
    }

    static AwsException stale() {
        return user(
                412,
                "PreconditionFailedException",
                "The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to"
                        + " retrieve the latest Revision Id");
    }

    /** @param constraint how Lambda ends the sentence {@code Member must ...} */
    static AwsException constraint(String value, String member, String constraint) {
        return user(
                400,
                "ValidationException",
                "1 validation error detected: Value '" + value + "' at '" + member
                        + "' failed to satisfy constraint: Member must " + constraint);
    }

    static AwsException content(String why) {
        return user(400, "InvalidRequestContentException", "Could not parse request body into json: " + why);
    }

    static AwsException tooLarge(int limit) {
        return user(
                413,
                "RequestTooLargeException",
                "Request must be smaller than " + limit + " bytes for the InvokeFunction operation");
    }

    static AwsException throttled(String reason) {
        return new AwsException(
                429, "TooManyRequestsException", "Rate Exceeded.", Map.of("Reason", TextNode.valueOf(reason)));
    }

    static AwsException unknownOperation(String method, String path) {
        return new AwsException(404, "UnknownOperationException", "Lambda has no operation " + method + " " + path);
    }

    private static AwsException user(int status, String code, String message) {
        return new AwsException(status, code, message);
    }
}
