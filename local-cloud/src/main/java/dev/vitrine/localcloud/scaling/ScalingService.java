package dev.vitrine.localcloud.scaling;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.AwsException;
import dev.vitrine.localcloud.http.Json;
import dev.vitrine.localcloud.http.JsonService;
import dev.vitrine.localcloud.process.ChildEnvironment;
import dev.vitrine.localcloud.scheduler.Expression;
import dev.vitrine.localcloud.state.JsonTable;
import dev.vitrine.localcloud.state.StateFile;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Application Auto Scaling of ECS services. Bounds are held and scheduled actions carried out. Policies are
 * kept, none is carried out.
 */
public final class ScalingService implements JsonService {
    private static final Logger log = LoggerFactory.getLogger(ScalingService.class);
    private static final String DIMENSION = "ecs:service:DesiredCount";
    private static final int LOOK_SECONDS = 5;

    private final StateFile state;
    private final JsonTable<Kept> targets;
    private final JsonTable<Kept> policies;
    private final JsonTable<Kept> actions;
    private final ServiceCounts services;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("scaling").factory());

    /** How many tasks a service of ECS has and is to have. */
    public interface ServiceCounts {
        /** The desired count; empty when there is no such service. */
        Optional<Integer> desired(String cluster, String service);

        void change(String cluster, String service, int desired);
    }

    /**
     * Something as it is stored: the members of its request.
     *
     * @param doneAt for an action: up to when its runs are over, milliseconds since 1970
     */
    record Kept(String arn, ObjectNode members, long createdAt, long doneAt) {
        private String text(String member) {
            return members.path(member).asText();
        }
    }

    /** @param folder for the state, this service's alone */
    public ScalingService(Path folder, ServiceCounts services, Clock clock) {
        this.state = StateFile.open(folder.resolve("scaling.mv"));
        this.targets = state.table("targets", Kept.class);
        this.policies = state.table("policies", Kept.class);
        this.actions = state.table("actions", Kept.class);
        this.services = services;
        this.clock = clock;
        var _ = timer.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public String targetPrefix() {
        return "AnyScaleFrontendService";
    }

    @Override
    public synchronized JsonNode call(String operation, ObjectNode input) {
        return switch (operation) {
            case "RegisterScalableTarget" -> register(input);
            case "DescribeScalableTargets" -> describe(targets, "ScalableTargets", input, "ResourceIds", "ResourceId");
            case "DeregisterScalableTarget" -> deregister(input);
            case "PutScalingPolicy" -> {
                Kept policy = put(policies, "scalingPolicy", "PolicyName", input);
                ObjectNode answer = Json.object().put("PolicyARN", policy.arn());
                answer.putArray("Alarms");
                yield answer;
            }
            case "DescribeScalingPolicies" -> describe(policies, "ScalingPolicies", input, "PolicyNames", "PolicyName");
            case "DeleteScalingPolicy" -> delete(policies, "PolicyName", input);
            case "PutScheduledAction" -> putAction(input);
            case "DescribeScheduledActions" ->
                describe(actions, "ScheduledActions", input, "ScheduledActionNames", "ScheduledActionName");
            case "DeleteScheduledAction" -> delete(actions, "ScheduledActionName", input);
            default -> throw AwsException.unknownOperation("Application Auto Scaling", operation);
        };
    }

    private ObjectNode register(ObjectNode input) {
        String key = key(input);
        if (!input.path("ScalableDimension").asText().equals(DIMENSION)) {
            throw invalid("The local cloud scales " + DIMENSION + ", not "
                    + input.path("ScalableDimension").asText() + ".");
        }
        ObjectNode members = targets.get(key).map(it -> it.members().deepCopy()).orElseGet(Json::object);
        members.setAll(input);
        if (!members.hasNonNull("MinCapacity") || !members.hasNonNull("MaxCapacity")) {
            throw invalid("MinCapacity and MaxCapacity are required for a new scalable target.");
        }
        if (members.path("MinCapacity").asInt() > members.path("MaxCapacity").asInt()) {
            throw invalid("Maximum capacity cannot be less than minimum capacity.");
        }
        Kept target = keep(targets, key, "scalable-target/" + UUID.randomUUID(), members);
        hold(target);
        return Json.object().put("ScalableTargetARN", target.arn());
    }

    private ObjectNode deregister(ObjectNode input) {
        String key = key(input);
        requireTarget(key);
        targets.remove(key);
        policies.prefixed(key + "|").forEach(policy -> policies.remove(key + "|" + policy.text("PolicyName")));
        actions.prefixed(key + "|").forEach(action -> actions.remove(key + "|" + action.text("ScheduledActionName")));
        return Json.object();
    }

    private ObjectNode putAction(ObjectNode input) {
        if (input.hasNonNull("Schedule")) {
            Expression.parse(input.path("Schedule").asText());
        }
        try {
            ZoneId.of(input.path("Timezone").asText("UTC"));
        } catch (DateTimeException e) {
            throw invalid("Invalid time zone: " + input.path("Timezone").asText());
        }
        put(actions, "scheduledAction", "ScheduledActionName", input);
        return Json.object();
    }

    private Kept put(JsonTable<Kept> table, String kind, String name, ObjectNode input) {
        String target = key(input);
        requireTarget(target);
        String key = target + "|" + input.path(name).asText();
        ObjectNode members = table.get(key).map(it -> it.members().deepCopy()).orElseGet(Json::object);
        members.setAll(input);
        return keep(
                table,
                key,
                kind + ":" + UUID.randomUUID() + ":resource/ecs/"
                        + input.path("ResourceId").asText() + ":" + kind + "Name/"
                        + input.path(name).asText(),
                members);
    }

    private Kept keep(JsonTable<Kept> table, String key, String id, ObjectNode members) {
        long now = clock.millis();
        Kept kept = table.get(key)
                .map(there -> new Kept(there.arn(), members, there.createdAt(), now))
                .orElseGet(() -> new Kept(
                        "arn:aws:application-autoscaling:" + ChildEnvironment.REGION + ":" + ChildEnvironment.ACCOUNT
                                + ":" + id,
                        members,
                        now,
                        now));
        table.put(key, kept);
        return kept;
    }

    private ObjectNode delete(JsonTable<Kept> table, String name, ObjectNode input) {
        String key = key(input) + "|" + input.path(name).asText();
        if (table.get(key).isEmpty()) {
            throw notFound("No " + name + " " + input.path(name).asText() + " was found for "
                    + input.path("ResourceId").asText());
        }
        table.remove(key);
        return Json.object();
    }

    private static ObjectNode describe(
            JsonTable<Kept> table, String member, ObjectNode input, String filter, String name) {
        Set<String> wanted = new HashSet<>();
        input.path(filter).forEach(value -> wanted.add(value.asText()));
        String resource = input.path("ResourceId").asText();
        ObjectNode answer = Json.object();
        ArrayNode found = answer.putArray(member);
        String arn = member.substring(0, member.length() - 1).replace("ScalingPolicie", "Policy");
        for (Kept kept : table.values()) {
            boolean named = wanted.isEmpty() || wanted.contains(kept.text(name));
            if (named && (resource.isEmpty() || resource.equals(kept.text("ResourceId")))) {
                found.add(kept.members()
                        .deepCopy()
                        .put("CreationTime", kept.createdAt() / 1000.0)
                        .put(arn + "ARN", kept.arn()));
            }
        }
        return answer;
    }

    /** Carries out what is due. */
    void look() {
        try {
            List<Kept> all;
            synchronized (this) {
                all = actions.values();
            }
            all.forEach(this::carryOutIfDue);
        } catch (RuntimeException e) {
            log.error("A scheduled action could not be carried out; it is tried again.", e);
        }
    }

    /** Changes the bounds of a target when the time has come. */
    private synchronized void carryOutIfDue(Kept action) {
        if (!action.members().hasNonNull("Schedule")) {
            return;
        }
        ZoneId zone = ZoneId.of(action.members().path("Timezone").asText("UTC"));
        Optional<Instant> next = Expression.parse(action.text("Schedule"))
                .next(Instant.ofEpochMilli(action.doneAt()), Instant.ofEpochMilli(action.createdAt()), zone);
        if (next.isEmpty() || next.get().isAfter(clock.instant())) {
            return;
        }
        String target = key(action.members());
        actions.put(
                target + "|" + action.text("ScheduledActionName"),
                new Kept(action.arn(), action.members(), action.createdAt(), clock.millis()));
        targets.get(target).ifPresent(found -> {
            ObjectNode members = found.members().deepCopy();
            members.setAll((ObjectNode) action.members().path("ScalableTargetAction"));
            hold(keep(targets, target, "", members));
            log.info("Scheduled action {} changed {}.", action.text("ScheduledActionName"), target);
        });
    }

    /** Brings a service within its bounds. */
    private void hold(Kept target) {
        String[] parts = target.text("ResourceId").split("/", 3);
        if (parts.length != 3) {
            return;
        }
        services.desired(parts[1], parts[2]).ifPresent(desired -> {
            int least = target.members().path("MinCapacity").asInt();
            int bounded = Math.clamp(
                    desired,
                    least,
                    Math.max(least, target.members().path("MaxCapacity").asInt()));
            if (bounded != desired) {
                services.change(parts[1], parts[2], bounded);
            }
        });
    }

    private void requireTarget(String key) {
        if (targets.get(key).isEmpty()) {
            throw notFound("No scalable target registered for " + key);
        }
    }

    private static String key(ObjectNode input) {
        return input.path("ServiceNamespace").asText() + "|"
                + input.path("ResourceId").asText() + "|"
                + input.path("ScalableDimension").asText();
    }

    private static AwsException invalid(String message) {
        return AwsException.badRequest("ValidationException", message);
    }

    private static AwsException notFound(String message) {
        return AwsException.badRequest("ObjectNotFoundException", message);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        state.close();
    }
}
