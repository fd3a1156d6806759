package dev.vitrine.localcloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.ecs.EcsService;
import dev.vitrine.localcloud.http.Json;
import dev.vitrine.localcloud.scaling.ScalingService;
import java.util.Optional;

/** The services of ECS, for those who scale them. */
record EcsCounts(EcsService ecs) implements ScalingService.ServiceCounts {
    @Override
    public Optional<Integer> desired(String cluster, String service) {
        ObjectNode input = Json.object().put("cluster", cluster);
        input.putArray("services").add(service);
        for (JsonNode found : ecs.call("DescribeServices", input).path("services")) {
            if (found.path("status").asText().equals("ACTIVE")) {
                return Optional.of(found.path("desiredCount").asInt());
            }
        }
        return Optional.empty();
    }

    @Override
    public void change(String cluster, String service, int desired) {
        ecs.call(
                "UpdateService",
                JsonNodeFactory.instance
                        .objectNode()
                        .put("cluster", cluster)
                        .put("service", service)
                        .put("desiredCount", desired));
    }
}
