package dev.vitrine.localcloud.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.vitrine.localcloud.http.AwsRequest;
import dev.vitrine.localcloud.http.AwsResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** The operation Invoke. */
final class Invoker {
    private static final int MAX_REQUEST = 6 * 1024 * 1024;
    private static final int MAX_EVENT = 256 * 1024;
    private static final JsonFactory JSON = new JsonFactory();

    private final Functions functions;
    private final EventQueue events;

    Invoker(Functions functions, EventQueue events) {
        this.functions = functions;
        this.events = events;
    }

    AwsResponse invoke(FunctionName name, AwsRequest request) throws InterruptedException {
        Function version = functions.resolve(name);
        String type = request.header("X-Amz-Invocation-Type").orElse("RequestResponse");
        int limit = type.equals("Event") ? MAX_EVENT : MAX_REQUEST;
        Payload payload = payload(request.body(limit, () -> LambdaErrors.tooLarge(limit)));
        return switch (type) {
            case "RequestResponse" -> requestResponse(name, version, payload, request);
            case "Event" -> {
                events.add(request.requestId(), name.text(), payload);
                yield AwsResponse.empty(202);
            }
            case "DryRun" -> AwsResponse.empty(204);
            default ->
                throw LambdaErrors.constraint(
                        type, "invocationType", "satisfy enum value set: [Event, RequestResponse, DryRun]");
        };
    }

    private AwsResponse requestResponse(FunctionName name, Function version, Payload payload, AwsRequest request)
            throws InterruptedException {
        Optional<String> context = request.header("X-Amz-Client-Context")
                .map(base64 -> new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
        boolean tail = request.header("X-Amz-Log-Type").filter("Tail"::equals).isPresent();
        Invocation invocation = new Invocation(request.requestId(), payload, context, tail);
        Outcome outcome = functions.invoke(name, version, invocation);
        AwsResponse response = AwsResponse.bytes(
                        200, "application/json", outcome.body().bytes())
                .with("X-Amz-Executed-Version", version.version());
        if (outcome instanceof Outcome.Failure failure) {
            response = response.with("X-Amz-Function-Error", failure.kind());
        }
        return tail
                ? response.with("X-Amz-Log-Result", Base64.getEncoder().encodeToString(invocation.tail()))
                : response;
    }

    /** The body, checked to be one JSON value; nothing is an empty object. */
    private static Payload payload(byte[] body) {
        if (body.length == 0) {
            return Payload.of("{}");
        }
        try (JsonParser parser = JSON.createParser(body)) {
            parser.nextToken();
            parser.skipChildren();
            if (parser.nextToken() != null) {
                throw LambdaErrors.content("there is more than one value");
            }
            return new Payload(body);
        } catch (JsonProcessingException e) {
            throw LambdaErrors.content("Could not parse payload into json: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
