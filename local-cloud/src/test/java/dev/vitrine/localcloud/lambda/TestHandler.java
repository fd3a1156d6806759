package dev.vitrine.localcloud.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import java.util.Map;

/** A function that does what its event says. */
public final class TestHandler {
    private static int calls;

    public Object handle(Map<String, String> event, Context context) throws InterruptedException {
        calls++;
        String value = event.getOrDefault("value", "");
        return switch (event.getOrDefault("do", "echo")) {
            case "echo" -> Map.of("echo", value, "pid", ProcessHandle.current().pid(), "calls", calls);
            case "print" -> {
                System.out.println(value);
                yield value;
            }
            case "throw" -> throw new IllegalArgumentException(value);
            case "exit" -> {
                System.exit(Integer.parseInt(value));
                yield "";
            }
            case "sleep" -> {
                Thread.sleep(Long.parseLong(value));
                yield Map.of("slept", value, "pid", ProcessHandle.current().pid());
            }
            case "repeat" -> "x".repeat(Integer.parseInt(value));
            case "environment" -> System.getenv();
            case "context" ->
                Map.of(
                        "arn", context.getInvokedFunctionArn(),
                        "name", context.getFunctionName(),
                        "memory", context.getMemoryLimitInMB(),
                        "requestId", context.getAwsRequestId(),
                        "remaining", context.getRemainingTimeInMillis());
            default -> throw new IllegalStateException("unknown: " + event);
        };
    }
}
