package dev.vitrine.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Stands before a local cloud and answers for services and tasks that are not there; everything else is the cloud's. */
final class ManyServices implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PREFIX = "arn:aws:ecs:us-east-1:000000000000:";

    /** A request that was answered here. */
    record Call(String operation, Instant at) {}

    private final CloudFront front;
    private final int services;
    private final int tasks;
    private final long began = Instant.now().getEpochSecond();
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();

    ManyServices(URI cloud, int services, int tasks) throws IOException {
        this.services = services;
        this.tasks = tasks;
        front = new CloudFront(cloud, this::answer);
    }

    URI endpoint() {
        return front.endpoint();
    }

    List<Call> calls() {
        return List.copyOf(calls);
    }

    private Optional<CloudFront.Answer> answer(HttpExchange request, byte[] body) throws IOException {
        String target = String.valueOf(request.getRequestHeaders().getFirst("X-Amz-Target"));
        String operation = target.substring(target.lastIndexOf('.') + 1);
        if (!target.startsWith("AmazonEC2ContainerService")) {
            return Optional.empty();
        }
        JsonNode asked = JSON.readTree(body);
        Map<String, Object> told =
                switch (operation) {
                    case "ListServices" -> page("serviceArns", services, asked, this::serviceArn);
                    case "DescribeServices" -> Map.of("services", described(asked, "services", this::service));
                    case "ListTasks" ->
                        asked.path("desiredStatus").asText().equals("STOPPED")
                                ? Map.of("taskArns", List.of())
                                : page("taskArns", tasks, asked, this::taskArn);
                    case "DescribeTasks" -> Map.of("tasks", described(asked, "tasks", this::task));
                    case "DescribeTaskDefinition" ->
                        Map.of(
                                "taskDefinition",
                                definition(asked.path("taskDefinition").asText()));
                    default -> Map.of();
                };
        if (told.isEmpty()) {
            return Optional.empty();
        }
        calls.add(new Call(operation, Instant.now()));
        return Optional.of(new CloudFront.Answer("application/x-amz-json-1.1", JSON.writeValueAsString(told)));
    }

    private static Map<String, Object> page(String name, int all, JsonNode asked, IntFunction<String> arn) {
        int from = asked.path("nextToken").asInt(0);
        int to = Math.min(all, from + 100);
        List<String> arns = IntStream.range(from, to).mapToObj(arn).toList();
        return to < all ? Map.of(name, arns, "nextToken", String.valueOf(to)) : Map.of(name, arns);
    }

    private static List<Object> described(JsonNode asked, String member, IntFunction<Object> one) {
        List<Object> found = new ArrayList<>();
        for (JsonNode arn : asked.path(member)) {
            found.add(one.apply(Integer.parseInt(arn.asText().replaceAll(".*[^0-9]", ""))));
        }
        return found;
    }

    private String serviceArn(int number) {
        return PREFIX + String.format(Locale.ROOT, "service/vitrine/vitrine-demo-%05d", number);
    }

    private String taskArn(int number) {
        return PREFIX + String.format(Locale.ROOT, "task/vitrine/x%032d", number);
    }

    private String definitionArn(int number) {
        return PREFIX + String.format(Locale.ROOT, "task-definition/vitrine-demo-%05d:1", number);
    }

    private Object service(int number) {
        int running = tasks / services;
        return Map.ofEntries(
                Map.entry("serviceArn", serviceArn(number)),
                Map.entry("serviceName", String.format(Locale.ROOT, "vitrine-demo-%05d", number)),
                Map.entry("status", "ACTIVE"),
                Map.entry("desiredCount", running),
                Map.entry("runningCount", running),
                Map.entry("pendingCount", 0),
                Map.entry("taskDefinition", definitionArn(number)),
                Map.entry(
                        "deployments",
                        List.of(Map.of(
                                "id",
                                "ecs-svc/" + number,
                                "status",
                                "PRIMARY",
                                "rolloutState",
                                "COMPLETED",
                                "taskDefinition",
                                definitionArn(number),
                                "desiredCount",
                                running,
                                "runningCount",
                                running,
                                "createdAt",
                                began))),
                Map.entry(
                        "events",
                        List.of(Map.of(
                                "id", "e" + number, "createdAt", began, "message", "has reached a steady state."))));
    }

    private Object task(int number) {
        int service = number * services / tasks;
        return Map.ofEntries(
                Map.entry("taskArn", taskArn(number)),
                Map.entry("taskDefinitionArn", definitionArn(service)),
                Map.entry("group", String.format(Locale.ROOT, "service:vitrine-demo-%05d", service)),
                Map.entry("lastStatus", "RUNNING"),
                Map.entry("desiredStatus", "RUNNING"),
                Map.entry("cpu", "256"),
                Map.entry("memory", "512"),
                Map.entry("createdAt", began - 60),
                Map.entry("startedAt", began),
                Map.entry("startedBy", "ecs-svc/" + service),
                Map.entry(
                        "containers",
                        List.of(Map.of(
                                "name",
                                "demo",
                                "image",
                                "vitrine/demo:" + service % 7,
                                "imageDigest",
                                "sha256:" + String.format(Locale.ROOT, "%064x", service % 7 + 1),
                                "runtimeId",
                                "r" + number,
                                "lastStatus",
                                "RUNNING"))));
    }

    private static Object definition(String arn) {
        return Map.of(
                "taskDefinitionArn",
                arn,
                "family",
                arn.replaceAll(".*/|:\\d+$", ""),
                "revision",
                1,
                "cpu",
                "256",
                "memory",
                "512",
                "containerDefinitions",
                List.of(Map.of("name", "demo", "image", "vitrine/demo:1")));
    }

    /** How many calls were answered in the busiest second. */
    static long busiestSecond(List<Call> calls) {
        return calls.stream()
                .mapToLong(call -> calls.stream()
                        .filter(other -> !other.at().isBefore(call.at())
                                && other.at().isBefore(call.at().plusSeconds(1)))
                        .count())
                .max()
                .orElse(0);
    }

    @Override
    public void close() {
        front.close();
    }
}
