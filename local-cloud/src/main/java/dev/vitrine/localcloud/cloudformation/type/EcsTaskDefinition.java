package dev.vitrine.localcloud.cloudformation.type;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.Json;

/** A revision of a task definition: each change but that of tags is a new one. */
final class EcsTaskDefinition implements ResourceType {
    @Override
    public String name() {
        return "AWS::ECS::TaskDefinition";
    }

    @Override
    public String create(Provision resource) {
        ObjectNode input = Trees.camelObject(resource.properties());
        input.put("family", resource.nameBy("Family", 255));
        return Ecs.call(resource, "RegisterTaskDefinition", input)
                .path("taskDefinition")
                .path("taskDefinitionArn")
                .asText();
    }

    @Override
    public void update(Provision resource, ObjectNode before) {
        Ecs.tags(resource, resource.id(), before);
    }

    @Override
    public void delete(Provision resource) {
        Missing.ignored(() ->
                Ecs.call(resource, "DeregisterTaskDefinition", Json.object().put("taskDefinition", resource.id())));
    }

    @Override
    public ObjectNode attributes(Provision resource) {
        return Json.object().put("TaskDefinitionArn", resource.id());
    }
}
