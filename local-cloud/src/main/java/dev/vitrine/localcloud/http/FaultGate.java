package dev.vitrine.localcloud.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.fault.FaultRule;
import dev.vitrine.localcloud.fault.Faults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes requests go wrong as tests ask for it: {@code PUT /_vitrine/faults} with a JSON list of {@link FaultRule}s
 * switches them on and all others off, {@code ?seed=} makes chance repeatable, {@code DELETE} switches all off.
 */
final class FaultGate {
    private static final Logger log = LoggerFactory.getLogger(FaultGate.class);
    private static final String PATH = "/_vitrine/faults";
    private static final int MAX_BODY = 256 * 1024;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private final Faults faults = new Faults();

    /** The connection is to be cut off without an answer. */
    static final class DroppedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * The answer of a request for the faults themselves, or of one that goes wrong; empty for all others.
     *
     * @throws DroppedException when there is to be no answer at all
     * @throws InterruptedException when the server stops while a request waits
     */
    Optional<AwsResponse> answer(AwsRequest request) throws InterruptedException {
        if (request.path().equals(PATH)) {
            return Optional.of(administer(request));
        }
        Optional<String> target = request.header("X-Amz-Target");
        String service = request.scope().map(Scope::service).orElse("s3");
        String operation = target.map(text -> text.substring(text.lastIndexOf('.') + 1))
                .or(() -> request.query("Action"))
                .orElseGet(() -> request.method() + " " + request.path());
        Optional<FaultRule> fault = faults.next(service, operation);
        if (fault.isEmpty()) {
            return Optional.empty();
        }
        FaultRule rule = fault.get();
        log.info("Fault on request: {} of {} {}.", rule.kind(), service, operation);
        return switch (rule.kind()) {
            case LATENCY -> {
                Thread.sleep(rule.millis());
                yield Optional.empty();
            }
            case DROP -> throw new DroppedException();
            case THROTTLE -> Optional.of(error(request, service, throttled(service)));
            case ERROR ->
                Optional.of(error(request, service, new AwsException(rule.status(), rule.code(), rule.message())));
        };
    }

    private AwsResponse administer(AwsRequest request) {
        switch (request.method()) {
            case "GET" -> {}
            case "DELETE" -> faults.replace(List.of(), 0);
            case "PUT" -> {
                try {
                    faults.replace(read(request), seed(request));
                } catch (IllegalArgumentException e) {
                    ObjectNode problem = JSON.createObjectNode().put("message", e.getMessage());
                    return AwsResponse.json(400, problem);
                }
            }
            default -> {
                return AwsResponse.json(405, JSON.createObjectNode().put("message", "Say GET, PUT or DELETE."));
            }
        }
        ObjectNode answer = JSON.createObjectNode();
        answer.set("faults", JSON.valueToTree(faults.rules()));
        return AwsResponse.json(200, answer);
    }

    private static List<FaultRule> read(AwsRequest request) {
        byte[] body =
                request.body(MAX_BODY, () -> new AwsException(413, "TooLarge", "The list is larger than 256 kB."));
        try {
            List<FaultRule> rules = new ArrayList<>();
            for (JsonNode rule : JSON.readTree(body)) {
                ObjectNode complete = JSON.createObjectNode()
                        .put("service", "*")
                        .put("operation", "*")
                        .put("probability", 1)
                        .put("status", 500)
                        .put("code", "InternalFailure")
                        .put("message", "A fault that was asked for.");
                rules.add(JSON.treeToValue(complete.setAll((ObjectNode) rule), FaultRule.class));
            }
            return rules;
        } catch (ValueInstantiationException e) {
            throw new IllegalArgumentException(
                    "A fault is not right: "
                            + Objects.requireNonNullElse(e.getCause(), e).getMessage(),
                    e);
        } catch (JsonProcessingException | ClassCastException e) {
            throw new IllegalArgumentException("The faults must be a JSON list of objects: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long seed(AwsRequest request) {
        return request.query("seed").map(Long::parseLong).orElse(0L);
    }

    private static AwsException throttled(String service) {
        String rate = "Rate exceeded";
        return switch (service) {
            case "dynamodb" ->
                AwsException.badRequest(
                        "ProvisionedThroughputExceededException",
                        "The level of configured provisioned throughput for the table was exceeded. Consider increasing"
                                + " your provisioning level with the UpdateTable API.");
            case "s3" -> new AwsException(503, "SlowDown", "Please reduce your request rate.");
            case "lambda" -> new AwsException(429, "TooManyRequestsException", rate);
            case "cloudformation", "ec2", "elasticloadbalancing", "iam", "monitoring", "sts" ->
                AwsException.badRequest("Throttling", rate);
            default -> AwsException.badRequest("ThrottlingException", rate);
        };
    }

    /** In the shape of the service; the body is read first, so that its sender sees the answer. */
    private static AwsResponse error(AwsRequest request, String service, AwsException error) {
        request.skipBody();
        if (request.header("X-Amz-Target").isPresent()) {
            return new ErrorProtocol.Json("1.1").write(error, request.requestId());
        }
        return switch (service) {
            case "s3" -> s3(error, request.requestId());
            case "ec2" ->
                new ErrorProtocol.Ec2("http://ec2.amazonaws.com/doc/2016-11-15/").write(error, request.requestId());
            case "cloudformation", "elasticloadbalancing", "iam", "monitoring", "sts" ->
                new ErrorProtocol.Query("http://webservices.amazon.com/AWSFault/2005-15-09")
                        .write(error, request.requestId());
            default -> new ErrorProtocol.RestJson().write(error, request.requestId());
        };
    }

    private static AwsResponse s3(AwsException error, String requestId) {
        String xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + error.code() + "</Code><Message>"
                + error.getMessage() + "</Message><RequestId>" + requestId + "</RequestId></Error>";
        return AwsResponse.bytes(error.status(), "application/xml", xml.getBytes(StandardCharsets.UTF_8));
    }
}
