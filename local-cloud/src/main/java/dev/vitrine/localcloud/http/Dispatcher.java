package dev.vitrine.localcloud.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the service that a request is for, calls it, and turns whatever it throws into an answer as AWS words it. */
final class Dispatcher {
    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_JSON_BYTES = 16 * 1024 * 1024;
    private static final int MAX_FORM_BYTES = 1024 * 1024;
    private static final String FORM = "application/x-www-form-urlencoded";

    private final Services services;

    Dispatcher(Services services) {
        this.services = services;
    }

    /** The answer; empty when the request is S3's. */
    Optional<AwsResponse> answer(AwsRequest request) {
        Optional<String> target = request.header("X-Amz-Target");
        if (target.isPresent()) {
            return Optional.of(json(request, target.get()));
        }
        String scope = request.scope().map(Scope::service).orElse("");
        if (scope.equals("s3")) {
            return Optional.empty();
        }
        Optional<RestService> rest = services.restService(request);
        if (rest.isPresent()) {
            return Optional.of(guarded(
                    request, new ErrorProtocol.RestJson(), () -> rest.get().call(request)));
        }
        if (isForm(request) || request.query("Action").isPresent()) {
            return Optional.of(query(request));
        }
        if (!scope.isEmpty()) {
            return Optional.of(
                    unknown(request, new ErrorProtocol.RestJson(), scope, request.method() + " " + request.path()));
        }
        return Optional.empty();
    }

    private AwsResponse json(AwsRequest request, String target) {
        int dot = target.lastIndexOf('.');
        String operation = target.substring(dot + 1);
        Optional<JsonService> found = services.jsonService(target.substring(0, Math.max(dot, 0)));
        if (found.isEmpty()) {
            return unknown(request, new ErrorProtocol.Json("1.1"), target.substring(0, Math.max(dot, 0)), operation);
        }
        JsonService service = found.get();
        return guarded(request, new ErrorProtocol.Json(service.jsonVersion()), () -> {
            JsonNode output = service.call(operation, readObject(request));
            return AwsResponse.bytes(
                    200, "application/x-amz-json-" + service.jsonVersion(), JSON.writeValueAsBytes(output));
        });
    }

    private static ObjectNode readObject(AwsRequest request) throws IOException {
        byte[] body = request.body(
                MAX_JSON_BYTES,
                () -> new AwsException(413, "RequestEntityTooLargeException", "Request is larger than 16 MB."));
        try {
            if (body.length == 0) {
                return JSON.createObjectNode();
            }
            if (JSON.readTree(body) instanceof ObjectNode object) {
                return object;
            }
            throw AwsException.badRequest("SerializationException", "Start of structure expected.");
        } catch (JsonProcessingException e) {
            throw AwsException.badRequest(
                    "SerializationException", "The body is not valid JSON: " + e.getOriginalMessage());
        }
    }

    private AwsResponse query(AwsRequest request) {
        Map<String, String> form = new LinkedHashMap<>();
        request.queryParameters().forEach(field -> form.put(field.getName(), field.getValue()));
        if (isForm(request)) {
            readForm(
                    new String(
                            request.body(
                                    MAX_FORM_BYTES,
                                    () -> new AwsException(413, "RequestEntityTooLarge", "Form is larger than 1 MB.")),
                            StandardCharsets.UTF_8),
                    form);
        }
        String action = form.getOrDefault("Action", "");
        String version = form.getOrDefault("Version", "");
        Optional<QueryService> found = services.queryService(request.scope(), version);
        if (found.isEmpty()) {
            String name = request.scope().map(Scope::service).orElse("version " + version);
            return unknown(
                    request,
                    new ErrorProtocol.Query("http://webservices.amazon.com/AWSFault/2005-15-09"),
                    name,
                    action);
        }
        QueryService service = found.get();
        form.keySet().removeIf(name -> name.equals("Action") || name.equals("Version") || name.startsWith("X-Amz-"));
        QueryDialect dialect = service.dialect();
        String namespace = service.xmlNamespace();
        return guarded(request, dialect.errors(namespace), () -> {
            ObjectNode body = dialect.body(action, service.call(action, form), request.requestId());
            return QueryXml.response(200, action + "Response", namespace, dialect, body);
        });
    }

    private static boolean isForm(AwsRequest request) {
        return request.method().equals("POST")
                && request.header("Content-Type")
                        .filter(type -> type.startsWith(FORM))
                        .isPresent();
    }

    private static void readForm(String body, Map<String, String> form) {
        for (String field : body.split("&", -1)) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                form.put(
                        URLDecoder.decode(field.substring(0, equals), StandardCharsets.UTF_8),
                        URLDecoder.decode(field.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
    }

    private static AwsResponse unknown(AwsRequest request, ErrorProtocol protocol, String service, String operation) {
        log.warn("Not supported: operation {} of service {}.", operation, service);
        String code = protocol instanceof ErrorProtocol.Query || protocol instanceof ErrorProtocol.Ec2
                ? "InvalidAction"
                : "UnknownOperationException";
        String message = "The local cloud does not know the operation " + operation + " of " + service + ".";
        return protocol.write(AwsException.badRequest(code, message), request.requestId());
    }

    private static AwsResponse guarded(AwsRequest request, ErrorProtocol protocol, Call call) {
        try {
            return call.answer();
        } catch (AwsException e) {
            if (e.code().equals("UnknownOperationException") || e.code().equals("InvalidAction")) {
                log.warn("Not supported: {} {}", request.header("X-Amz-Target").orElse(request.path()), e.getMessage());
            }
            return protocol.write(e, request.requestId());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            AwsException stopping = new AwsException(503, "ServiceUnavailable", "The local cloud is stopping.");
            return protocol.write(stopping, request.requestId());
        } catch (IOException | RuntimeException e) {
            log.error("{} {} failed (request {}).", request.method(), request.path(), request.requestId(), e);
            String code = protocol instanceof ErrorProtocol.Json ? "InternalServerError" : "InternalFailure";
            return protocol.write(
                    new AwsException(500, code, "The local cloud failed; its log has the reason."),
                    request.requestId());
        }
    }

    private interface Call {
        AwsResponse answer() throws IOException, InterruptedException;
    }
}
