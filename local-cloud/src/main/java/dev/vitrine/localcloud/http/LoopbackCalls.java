package dev.vitrine.localcloud.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Calls services that take trees directly, and those that take whole requests through the cloud's own port. */
final class LoopbackCalls implements Calls {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern XML_CODE = Pattern.compile("<Code>([^<]*)</Code>");
    private static final Pattern XML_MESSAGE = Pattern.compile("<Message>([^<]*)</Message>");
    private static final int FIRST_ERROR = 300;

    private final URI endpoint;
    private final CompletableFuture<Services> services;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    LoopbackCalls(URI endpoint, CompletableFuture<Services> services) {
        this.endpoint = endpoint;
        this.services = services;
    }

    @Override
    public JsonNode json(String targetPrefix, String operation, ObjectNode input) {
        return services.join()
                .jsonService(targetPrefix)
                .orElseThrow(() -> unknown(operation, targetPrefix))
                .call(operation, input);
    }

    @Override
    public ObjectNode query(String service, String action, ObjectNode input) {
        QueryService found = services.join()
                .queryService(Optional.of(new Scope("", "", service)), "")
                .orElseThrow(() -> unknown(action, service));
        return found.call(action, QueryForm.fields(input, found.dialect()));
    }

    @Override
    public JsonNode restJson(String service, String method, String path, JsonNode body) {
        String answer = rest(service, method, path, body.isMissingNode() ? "" : body.toString());
        try {
            return answer.isBlank() ? JSON.createObjectNode() : JSON.readTree(answer);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(service + " answered " + method + " " + path + " without JSON.", e);
        }
    }

    @Override
    public String rest(String service, String method, String path, String body) {
        services.join();
        HttpRequest request = HttpRequest.newBuilder(endpoint.resolve(path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=vitrine/20260101/us-east-1/" + service
                                + "/aws4_request, SignedHeaders=host, Signature=0")
                .header("Content-Type", body.startsWith("<") ? "application/xml" : "application/json")
                .build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() >= FIRST_ERROR) {
                throw error(response);
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(service + " did not answer " + method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AwsException(503, "ServiceUnavailable", "The local cloud is stopping.");
        }
    }

    private static AwsException error(HttpResponse<String> response) {
        Matcher code = XML_CODE.matcher(response.body());
        if (code.find()) {
            Matcher message = XML_MESSAGE.matcher(response.body());
            return new AwsException(response.statusCode(), code.group(1), message.find() ? message.group(1) : "");
        }
        String type = response.headers().firstValue("x-amzn-ErrorType").orElse("InternalFailure");
        return new AwsException(response.statusCode(), type.replaceFirst(":.*", ""), message(response.body()));
    }

    private static String message(String body) {
        try {
            JsonNode tree = JSON.readTree(body);
            return tree.path("message").asText(tree.path("Message").asText());
        } catch (JsonProcessingException e) {
            return body;
        }
    }

    private static AwsException unknown(String operation, String service) {
        return AwsException.badRequest(
                "UnknownOperationException",
                "The local cloud does not know the operation " + operation + " of " + service + ".");
    }
}
