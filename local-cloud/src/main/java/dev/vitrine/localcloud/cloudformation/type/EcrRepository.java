package dev.vitrine.localcloud.cloudformation.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.Json;
import java.util.Optional;

final class EcrRepository implements ResourceType {
    private static final String SERVICE = "AmazonEC2ContainerRegistry_V20150921";

    @Override
    public String name() {
        return "AWS::ECR::Repository";
    }

    @Override
    public String create(Provision resource) {
        String name = existing(resource).orElseThrow();
        ObjectNode input = Trees.camelObject(Trees.only(
                resource.properties(), "EncryptionConfiguration", "ImageScanningConfiguration", "ImageTagMutability"));
        input.put("repositoryName", name);
        if (resource.has("Tags")) {
            input.set("tags", resource.get("Tags"));
        }
        call(resource, "CreateRepository", input);
        return name;
    }

    @Override
    public Optional<String> existing(Provision resource) {
        return Optional.of(resource.lowerCaseNameBy("RepositoryName", 256));
    }

    @Override
    public void complete(Provision resource) {
        policies(resource, Json.object());
    }

    private static void policies(Provision resource, ObjectNode before) {
        JsonNode lifecycle = resource.get("LifecyclePolicy").path("LifecyclePolicyText");
        if (lifecycle.isTextual()) {
            ObjectNode input = repository(resource).put("lifecyclePolicyText", lifecycle.textValue());
            call(resource, "PutLifecyclePolicy", input);
        } else if (before.has("LifecyclePolicy")) {
            call(resource, "DeleteLifecyclePolicy", repository(resource));
        }
        JsonNode policy = resource.get("RepositoryPolicyText");
        if (!policy.isMissingNode()) {
            String text = policy.isTextual() ? policy.textValue() : policy.toString();
            call(resource, "SetRepositoryPolicy", repository(resource).put("policyText", text));
        } else if (before.has("RepositoryPolicyText")) {
            call(resource, "DeleteRepositoryPolicy", repository(resource));
        }
    }

    @Override
    public void update(Provision resource, ObjectNode before) {
        policies(resource, before);
        if (resource.has("ImageTagMutability")) {
            ObjectNode input = repository(resource);
            input.set("imageTagMutability", resource.get("ImageTagMutability"));
            call(resource, "PutImageTagMutability", input);
        }
        if (resource.has("ImageScanningConfiguration")) {
            ObjectNode input = repository(resource);
            input.set("imageScanningConfiguration", Trees.camel(resource.get("ImageScanningConfiguration")));
            call(resource, "PutImageScanningConfiguration", input);
        }
        ArrayNode removed = Trees.removedKeys(before.path("Tags"), resource.get("Tags"));
        if (!removed.isEmpty()) {
            ObjectNode input = Json.object().put("resourceArn", arn(resource));
            call(resource, "UntagResource", input.set("tagKeys", removed));
        }
        if (!resource.get("Tags").isEmpty()) {
            ObjectNode input = Json.object().put("resourceArn", arn(resource));
            call(resource, "TagResource", input.set("tags", resource.get("Tags")));
        }
    }

    @Override
    public void delete(Provision resource) {
        boolean force = resource.get("EmptyOnDelete").asBoolean();
        Missing.ignored(
                () -> call(resource, "DeleteRepository", repository(resource).put("force", force)));
    }

    @Override
    public ObjectNode attributes(Provision resource) {
        ObjectNode input = Json.object()
                .set("repositoryNames", Trees.array(repository(resource).get("repositoryName")));
        JsonNode found = call(resource, "DescribeRepositories", input)
                .path("repositories")
                .path(0);
        return Json.object()
                .put("Arn", found.path("repositoryArn").asText(arn(resource)))
                .put("RepositoryUri", found.path("repositoryUri").asText());
    }

    private static ObjectNode repository(Provision resource) {
        return Json.object().put("repositoryName", resource.id());
    }

    private static String arn(Provision resource) {
        return Provision.arn("ecr", "repository/" + resource.id());
    }

    private static JsonNode call(Provision resource, String operation, JsonNode input) {
        return resource.calls().json(SERVICE, operation, (ObjectNode) input);
    }
}
