package dev.vitrine.localcloud.cloudformation.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.Json;
import java.util.Optional;
import java.util.function.UnaryOperator;

final class S3Bucket implements ResourceType {
    @Override
    public String name() {
        return "AWS::S3::Bucket";
    }

    @Override
    public String create(Provision resource) {
        String bucket = existing(resource).orElseThrow();
        resource.calls().rest("s3", "PUT", "/" + bucket, "");
        return bucket;
    }

    @Override
    public Optional<String> existing(Provision resource) {
        return Optional.of(resource.lowerCaseNameBy("BucketName", 63));
    }

    @Override
    public void complete(Provision resource) {
        update(resource, Json.object());
    }

    @Override
    public void update(Provision resource, ObjectNode before) {
        configure(
                resource,
                before,
                "BucketEncryption",
                "encryption",
                "ServerSideEncryptionConfiguration",
                S3Bucket::encryption);
        configure(
                resource, before, "LifecycleConfiguration", "lifecycle", "LifecycleConfiguration", S3Bucket::lifecycle);
        configure(resource, before, "OwnershipControls", "ownershipControls", "OwnershipControls", S3Bucket::rules);
        configure(
                resource,
                before,
                "PublicAccessBlockConfiguration",
                "publicAccessBlock",
                "PublicAccessBlockConfiguration",
                UnaryOperator.identity());
        configure(
                resource,
                before,
                "VersioningConfiguration",
                "versioning",
                "VersioningConfiguration",
                UnaryOperator.identity());
        configure(resource, before, "Tags", "tagging", "Tagging", S3Bucket::tags);
        configure(
                resource,
                before,
                "NotificationConfiguration",
                "notification",
                "NotificationConfiguration",
                S3Bucket::notification);
    }

    private static void configure(
            Provision resource,
            ObjectNode before,
            String property,
            String subresource,
            String root,
            UnaryOperator<JsonNode> form) {
        JsonNode value = resource.get(property);
        String path = "/" + resource.id() + "?" + subresource;
        if (value.equals(before.path(property))) {
            return;
        }
        if (!value.isMissingNode()) {
            resource.calls().rest("s3", "PUT", path, S3Xml.write(root, (ObjectNode) form.apply(value)));
        } else if (property.equals("NotificationConfiguration")) {
            resource.calls().rest("s3", "PUT", path, S3Xml.write(root, Json.object()));
        } else if (property.equals("VersioningConfiguration")) {
            resource.calls()
                    .rest("s3", "PUT", path, S3Xml.write(root, Json.object().put("Status", "Suspended")));
        } else {
            resource.calls().rest("s3", "DELETE", path, "");
        }
    }

    private static JsonNode encryption(JsonNode property) {
        ObjectNode root = Json.object();
        ArrayNode rules = root.putArray("Rule");
        property.path("ServerSideEncryptionConfiguration").forEach(rule -> {
            ObjectNode to = rules.addObject();
            if (rule.has("ServerSideEncryptionByDefault")) {
                to.set("ApplyServerSideEncryptionByDefault", rule.get("ServerSideEncryptionByDefault"));
            }
            to.setAll(Trees.only(rule, "BucketKeyEnabled"));
        });
        return root;
    }

    private static JsonNode lifecycle(JsonNode property) {
        ObjectNode root = Json.object();
        ArrayNode rules = root.putArray("Rule");
        property.path("Rules").forEach(rule -> {
            ObjectNode to = rules.addObject();
            if (rule.has("Id")) {
                to.set("ID", rule.get("Id"));
            }
            to.putObject("Filter").put("Prefix", rule.path("Prefix").asText());
            to.set("Status", rule.get("Status"));
            if (rule.has("ExpirationInDays")) {
                to.putObject("Expiration").set("Days", rule.get("ExpirationInDays"));
            }
            to.setAll(Trees.only(rule, "AbortIncompleteMultipartUpload", "NoncurrentVersionExpiration"));
        });
        return root;
    }

    private static JsonNode rules(JsonNode property) {
        return Json.object().set("Rule", property.path("Rules"));
    }

    private static JsonNode tags(JsonNode property) {
        ObjectNode root = Json.object();
        root.putObject("TagSet").set("Tag", property);
        return root;
    }

    private static JsonNode notification(JsonNode property) {
        ObjectNode root = Json.object();
        ArrayNode functions = root.putArray("CloudFunctionConfiguration");
        property.path("LambdaConfigurations").forEach(configuration -> {
            ObjectNode to = functions.addObject();
            to.set("CloudFunction", configuration.get("Function"));
            to.set("Event", configuration.get("Event"));
            JsonNode rules = configuration.path("Filter").path("S3Key").path("Rules");
            if (!rules.isEmpty()) {
                to.putObject("Filter").putObject("S3Key").set("FilterRule", rules);
            }
        });
        return root;
    }

    @Override
    public void delete(Provision resource) {
        Missing.ignored(() -> resource.calls().rest("s3", "DELETE", "/" + resource.id(), ""));
    }

    @Override
    public ObjectNode attributes(Provision resource) {
        String bucket = resource.id();
        return Json.object()
                .put("Arn", "arn:aws:s3:::" + bucket)
                .put("DomainName", bucket + ".s3.amazonaws.com")
                .put("RegionalDomainName", bucket + ".s3." + Provision.REGION + ".amazonaws.com");
    }
}
