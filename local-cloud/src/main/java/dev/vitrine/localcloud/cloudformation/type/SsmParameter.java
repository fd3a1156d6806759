package dev.vitrine.localcloud.cloudformation.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.Json;
import java.util.Optional;

final class SsmParameter implements ResourceType {
    @Override
    public String name() {
        return "AWS::SSM::Parameter";
    }

    @Override
    public String create(Provision resource) {
        String name = resource.nameBy("Name", 1011);
        ObjectNode input = Trees.without(resource.properties(), "Tags").put("Name", name);
        if (!resource.get("Tags").isEmpty()) {
            input.set("Tags", tags(resource));
        }
        call(resource, "PutParameter", input);
        return name;
    }

    /** Its tags are an object, as those of no other type. */
    private static ArrayNode tags(Provision resource) {
        ArrayNode tags = Trees.array();
        resource.get("Tags").properties().forEach(tag -> tags.addObject()
                .put("Key", tag.getKey())
                .put("Value", tag.getValue().asText()));
        return tags;
    }

    @Override
    public Optional<String> existing(Provision resource) {
        return Optional.of(resource.nameBy("Name", 1011));
    }

    @Override
    public void update(Provision resource, ObjectNode before) {
        ObjectNode input = Trees.without(resource.properties(), "Tags");
        call(resource, "PutParameter", input.put("Name", resource.id()).put("Overwrite", true));
        if (!resource.get("Tags").isEmpty() && !resource.get("Tags").equals(before.path("Tags"))) {
            ObjectNode tagging = Json.object().put("ResourceType", "Parameter").put("ResourceId", resource.id());
            call(resource, "AddTagsToResource", tagging.set("Tags", tags(resource)));
        }
    }

    @Override
    public void delete(Provision resource) {
        Missing.ignored(() -> call(resource, "DeleteParameter", Json.object().put("Name", resource.id())));
    }

    @Override
    public ObjectNode attributes(Provision resource) {
        return Trees.only(resource.properties(), "Type", "Value");
    }

    private static void call(Provision resource, String operation, JsonNode input) {
        resource.calls().json("AmazonSSM", operation, (ObjectNode) input);
    }
}
