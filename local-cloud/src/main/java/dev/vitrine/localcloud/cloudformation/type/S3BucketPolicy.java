package dev.vitrine.localcloud.cloudformation.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

final class S3BucketPolicy implements ResourceType {
    @Override
    public String name() {
        return "AWS::S3::BucketPolicy";
    }

    @Override
    public String create(Provision resource) {
        put(resource);
        return resource.get("Bucket").asText();
    }

    private static void put(Provision resource) {
        JsonNode policy = resource.get("PolicyDocument");
        String document = policy.isTextual() ? policy.textValue() : policy.toString();
        resource.calls().rest("s3", "PUT", path(resource), document);
    }

    @Override
    public void update(Provision resource, ObjectNode before) {
        put(resource);
    }

    @Override
    public void delete(Provision resource) {
        Missing.ignored(() -> resource.calls().rest("s3", "DELETE", path(resource), ""));
    }

    private static String path(Provision resource) {
        return "/" + resource.get("Bucket").asText() + "?policy";
    }
}
