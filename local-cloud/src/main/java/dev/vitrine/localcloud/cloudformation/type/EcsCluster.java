package dev.vitrine.localcloud.cloudformation.type;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.Json;

final class EcsCluster implements ResourceType {
    @Override
    public String name() {
        return "AWS::ECS::Cluster";
    }

    @Override
    public String create(Provision resource) {
        String name = resource.nameBy("ClusterName", 255);
        ObjectNode input = Trees.camelObject(Trees.without(resource.properties(), "ClusterSettings"));
        input.put("clusterName", name);
        if (resource.has("ClusterSettings")) {
            input.set("settings", Trees.camel(resource.get("ClusterSettings")));
        }
        Ecs.call(resource, "CreateCluster", input);
        return name;
    }

    @Override
    public void update(Provision resource, ObjectNode before) {
        ObjectNode cluster = Json.object().put("cluster", resource.id());
        if (!resource.get("ClusterSettings").equals(before.path("ClusterSettings"))) {
            Ecs.call(
                    resource,
                    "UpdateClusterSettings",
                    cluster.deepCopy().set("settings", Trees.camel(resource.get("ClusterSettings"))));
        }
        if (!resource.get("CapacityProviders").equals(before.path("CapacityProviders"))
                || !resource.get("DefaultCapacityProviderStrategy")
                        .equals(before.path("DefaultCapacityProviderStrategy"))) {
            ObjectNode input = cluster.deepCopy();
            input.set("capacityProviders", resource.properties().withArray("CapacityProviders"));
            input.set(
                    "defaultCapacityProviderStrategy",
                    Trees.camel(resource.properties().withArray("DefaultCapacityProviderStrategy")));
            Ecs.call(resource, "PutClusterCapacityProviders", input);
        }
        Ecs.tags(resource, arn(resource), before);
    }

    @Override
    public void delete(Provision resource) {
        Missing.ignored(() -> Ecs.call(resource, "DeleteCluster", Json.object().put("cluster", resource.id())));
    }

    @Override
    public ObjectNode attributes(Provision resource) {
        return Json.object().put("Arn", arn(resource));
    }

    private static String arn(Provision resource) {
        return Provision.arn("ecs", "cluster/" + resource.id());
    }
}
