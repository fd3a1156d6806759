package dev.vitrine.packaging.aot;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Lambda's runtime API for one process: hands out the given events in turn. */
final class RuntimeApi implements AutoCloseable {
    private static final String NEXT = "/2018-06-01/runtime/invocation/next";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<String> events;
    private final CompletableFuture<Long> answered = new CompletableFuture<>();
    private final CompletableFuture<String> end = new CompletableFuture<>();
    private int given;

    RuntimeApi(List<String> events) throws IOException {
        this.events = new ArrayDeque<>(events);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** What Lambda tells a function by its environment. */
    Map<String, String> variables(Program program) {
        return Map.of(
                "AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + server.getAddress().getPort(),
                "AWS_LAMBDA_FUNCTION_NAME", "vitrine-rehearsal",
                "AWS_LAMBDA_FUNCTION_VERSION", "1",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024",
                "AWS_LAMBDA_LOG_GROUP_NAME", "/vitrine/rehearsal",
                "AWS_LAMBDA_LOG_STREAM_NAME", "rehearsal",
                "AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand",
                "AWS_EXECUTION_ENV", "AWS_Lambda_Image",
                "LAMBDA_TASK_ROOT", program.app().toString(),
                "_HANDLER", program.words().getLast());
    }

    /** When the first answer came, by {@link System#nanoTime}. */
    CompletableFuture<Long> answered() {
        return answered;
    }

    /** Done with an empty text when every event was answered, or with what the process says of its failure. */
    CompletableFuture<String> end() {
        return end;
    }

    private void answer(HttpExchange call) throws IOException {
        try (call) {
            String path = call.getRequestURI().getPath();
            String body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (path.equals(NEXT)) {
                next(call);
                return;
            }
            if (path.endsWith("/error")) {
                end.complete(body);
            } else {
                answered.complete(System.nanoTime());
            }
            call.sendResponseHeaders(202, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void next(HttpExchange call) throws IOException, InterruptedException {
        String event = events.poll();
        if (event == null) {
            end.complete("");
            Thread.sleep(Long.MAX_VALUE); // as Lambda, which freezes a process that has nothing to do
            return;
        }
        given++;
        byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
        call.getResponseHeaders().set("Content-Type", "application/json");
        call.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", "rehearsal-" + given);
        call.getResponseHeaders()
                .set(
                        "Lambda-Runtime-Deadline-Ms",
                        String.valueOf(Instant.now().plusSeconds(60).toEpochMilli()));
        call.getResponseHeaders()
                .set(
                        "Lambda-Runtime-Invoked-Function-Arn",
                        "arn:aws:lambda:us-east-1:000000000000:function:vitrine-rehearsal");
        call.sendResponseHeaders(200, bytes.length);
        call.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
