package dev.vitrine.localcloud.lambda;

import dev.vitrine.localcloud.http.AwsException;
import dev.vitrine.localcloud.http.AwsRequest;
import dev.vitrine.localcloud.http.AwsResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;

/**
 * The Lambda runtime API. Each process has its own address, {@code /_runtime/<id>/2018-06-01/runtime/...}, by which it is
 * known.
 */
final class RuntimeApi {
    private static final String FIRST = "_runtime";
    private static final int MAX_ERROR = 1024 * 1024;

    private final RuntimeLauncher launcher;
    private final Clock clock;

    RuntimeApi(RuntimeLauncher launcher, Clock clock) {
        this.launcher = launcher;
        this.clock = clock;
    }

    static String path(String id) {
        return "/" + FIRST + "/" + id;
    }

    static boolean accepts(String path) {
        return path.startsWith("/" + FIRST + "/");
    }

    AwsResponse call(AwsRequest request) throws InterruptedException {
        List<String> segments = request.segments();
        if (segments.size() < 6 || !segments.subList(2, 4).equals(List.of("2018-06-01", "runtime"))) {
            throw LambdaErrors.unknownOperation(request.method(), request.path());
        }
        RuntimeProcess process = launcher.process(segments.get(1))
                .orElseThrow(() -> new AwsException(403, "Forbidden", "No runtime process has this address."));
        String operation = request.method() + " " + String.join("/", segments.subList(4, segments.size()));
        if (operation.equals("GET invocation/next")) {
            return next(process);
        }
        if (operation.equals("POST init/error")) {
            process.initError(new Payload(request.body(MAX_ERROR, RuntimeApi::tooLarge)));
            return accepted();
        }
        if (segments.size() == 7
                && request.method().equals("POST")
                && segments.get(4).equals("invocation")) {
            String requestId = segments.get(5);
            switch (segments.get(6)) {
                case "response" ->
                    process.respond(
                            requestId,
                            new Payload(request.body(RuntimeProcess.MAX_RESPONSE, () -> tooLarge(process, requestId))));
                case "error" ->
                    process.fail(requestId, new Payload(request.body(MAX_ERROR, RuntimeApi::tooLarge)), kind(request));
                default -> throw LambdaErrors.unknownOperation(request.method(), request.path());
            }
            return accepted();
        }
        throw LambdaErrors.unknownOperation(request.method(), request.path());
    }

    private AwsResponse next(RuntimeProcess process) throws InterruptedException {
        Invocation invocation = process.next();
        long deadline = clock.millis() + 1000L * process.function().settings().timeoutSeconds();
        AwsResponse response = AwsResponse.bytes(
                        200, "application/json", invocation.payload().bytes())
                .with("Lambda-Runtime-Aws-Request-Id", invocation.requestId())
                .with("Lambda-Runtime-Deadline-Ms", Long.toString(deadline))
                .with("Lambda-Runtime-Invoked-Function-Arn", process.function().arn());
        return invocation
                .clientContext()
                .map(context -> response.with("Lambda-Runtime-Client-Context", context))
                .orElse(response);
    }

    private static String kind(AwsRequest request) {
        return request.header("Lambda-Runtime-Function-Error-Type")
                .filter("Handled"::equals)
                .orElse("Unhandled");
    }

    private static AwsException tooLarge(RuntimeProcess process, String requestId) {
        process.respondTooLarge(requestId);
        return tooLarge();
    }

    private static AwsException tooLarge() {
        return new AwsException(413, "RequestEntityTooLarge", "Exceeded maximum allowed payload size.");
    }

    private static AwsResponse accepted() {
        return AwsResponse.bytes(202, "application/json", "{\"status\":\"OK\"}".getBytes(StandardCharsets.US_ASCII));
    }
}
