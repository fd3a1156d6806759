package dev.vitrine.localcloud.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One revision of a family, as it is stored.
 *
 * @param source what was registered, in ECS's shape
 * @param registeredAt milliseconds since 1970
 * @param deregisteredAt the same; null while it is active
 */
record TaskDefinition(
        String family,
        int revision,
        JsonNode source,
        Map<String, String> tags,
        long registeredAt,
        @Nullable Long deregisteredAt) {
    private static final Pattern FAMILY = Pattern.compile("[A-Za-z0-9_-]{1,255}");

    TaskDefinition {
        tags = Map.copyOf(tags);
    }

    /** Checks and takes a request of RegisterTaskDefinition. */
    static TaskDefinition register(ObjectNode input, int revision, long now) {
        String family = input.path("family").asText();
        if (family.isEmpty()) {
            throw EcsErrors.client("Family should not be null or empty.");
        }
        if (!FAMILY.matcher(family).matches()) {
            throw EcsErrors.client("Family contains invalid characters: " + family);
        }
        ObjectNode source = input.deepCopy();
        source.remove("tags");
        TaskDefinition definition =
                new TaskDefinition(family, revision, source, Json.pairs(input.path("tags"), "key", "value"), now, null);
        definition.check();
        return definition;
    }

    private void check() {
        List<ContainerDefinition> containers = containers();
        if (containers.isEmpty()) {
            throw EcsErrors.client("Container list cannot be empty.");
        }
        Set<String> names = new HashSet<>();
        for (ContainerDefinition container : containers) {
            if (!names.add(container.name())) {
                throw EcsErrors.client("Container names must be unique; '" + container.name() + "' is used twice.");
            }
        }
        if (containers.stream().noneMatch(ContainerDefinition::essential)) {
            throw EcsErrors.client("A task definition must have at least one essential container.");
        }
        checkVolumes();
        if (isFargate()) {
            checkFargate(containers);
        }
    }

    private void checkVolumes() {
        Set<String> volumes = new HashSet<>();
        for (JsonNode volume : source.path("volumes")) {
            volumes.add(volume.path("name").asText());
            if (volume.size() > 1) {
                throw EcsErrors.client("Volume " + volume.path("name").asText()
                        + " is of a kind that the local cloud does not support; leave all but its name out.");
            }
        }
        for (JsonNode container : source.path("containerDefinitions")) {
            for (JsonNode mount : container.path("mountPoints")) {
                String name = mount.path("sourceVolume").asText();
                if (!volumes.contains(name)) {
                    throw EcsErrors.client("Unknown volume '" + name + "'.");
                }
            }
        }
    }

    private void checkFargate(List<ContainerDefinition> containers) {
        FargateSize.parse(cpu(), memory());
        if (!needsNetwork()) {
            throw EcsErrors.client("Fargate only supports network mode 'awsvpc'.");
        }
        boolean logs =
                containers.stream().anyMatch(container -> container.logGroup().isPresent());
        if (logs && Json.text(source, "executionRoleArn").isEmpty()) {
            throw EcsErrors.client(
                    "Fargate requires task definition to have execution role ARN to support log driver awslogs.");
        }
    }

    List<ContainerDefinition> containers() {
        List<ContainerDefinition> containers = new ArrayList<>();
        source.path("containerDefinitions").forEach(node -> containers.add(ContainerDefinition.parse(node)));
        return containers;
    }

    boolean isFargate() {
        return Json.strings(source.path("requiresCompatibilities")).contains("FARGATE");
    }

    /** True if its tasks need subnets and security groups. */
    boolean needsNetwork() {
        return source.path("networkMode").asText().equals("awsvpc");
    }

    boolean isActive() {
        return deregisteredAt == null;
    }

    Optional<String> cpu() {
        return Json.text(source, "cpu");
    }

    Optional<String> memory() {
        return Json.text(source, "memory");
    }

    TaskDefinition deregistered(long now) {
        return new TaskDefinition(family, revision, source, tags, registeredAt, now);
    }

    TaskDefinition withTags(Map<String, String> changed) {
        return new TaskDefinition(family, revision, source, changed, registeredAt, deregisteredAt);
    }

    String arn() {
        return Arns.taskDefinition(family, revision);
    }

    /** Where it stands in the table: by family, then by revision. */
    String key() {
        return key(family, revision);
    }

    static String key(String family, int revision) {
        return String.format(Locale.ROOT, "%s:%09d", family, revision);
    }

    /** In the shape of ECS's answers. */
    ObjectNode json() {
        ObjectNode node = source.deepCopy();
        node.put("taskDefinitionArn", arn());
        node.put("family", family);
        node.put("revision", revision);
        node.put("status", isActive() ? "ACTIVE" : "INACTIVE");
        ArrayNode compatibilities = node.putArray("compatibilities").add("EC2");
        if (isFargate()) {
            compatibilities.add("FARGATE");
        }
        Json.time(node, "registeredAt", registeredAt);
        Json.time(node, "deregisteredAt", deregisteredAt);
        return node;
    }
}
