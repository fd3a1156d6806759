package dev.vitrine.localcloud.ecr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.AwsException;
import dev.vitrine.localcloud.http.Json;
import dev.vitrine.localcloud.http.JsonService;
import dev.vitrine.localcloud.registry.Registry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;

/** ECR: what it answers to, operation by operation. */
public final class EcrService implements JsonService {
    private static final Duration TOKEN = Duration.ofHours(12);

    private final URI endpoint;
    private final Clock clock;
    private final RepositoryOperations repositories;
    private final ImageOperations images;
    private final Housekeeping housekeeping;

    /** @param endpoint where the registry answers */
    public EcrService(Registry registry, URI endpoint, Clock clock) {
        this.endpoint = endpoint;
        this.clock = clock;
        repositories = new RepositoryOperations(registry, endpoint, clock);
        images = new ImageOperations(registry, repositories);
        housekeeping = new Housekeeping(registry, clock);
    }

    @Override
    public String targetPrefix() {
        return "AmazonEC2ContainerRegistry_V20150921";
    }

    @Override
    public JsonNode call(String operation, ObjectNode input) {
        return switch (operation) {
            case "CreateRepository" -> repositories.create(input);
            case "DescribeRepositories" -> repositories.describe(input);
            case "DeleteRepository" -> withHousekeeping(repositories.delete(input));
            case "PutImageTagMutability" -> repositories.putTagMutability(input);
            case "PutImageScanningConfiguration" -> repositories.putScanning(input);
            case "PutLifecyclePolicy" -> withHousekeeping(repositories.putLifecyclePolicy(input));
            case "GetLifecyclePolicy" -> repositories.getLifecyclePolicy(input);
            case "DeleteLifecyclePolicy" -> repositories.deleteLifecyclePolicy(input);
            case "SetRepositoryPolicy" -> repositories.setPolicy(input);
            case "GetRepositoryPolicy" -> repositories.getPolicy(input);
            case "DeleteRepositoryPolicy" -> repositories.deletePolicy(input);
            case "TagResource" -> repositories.tag(input);
            case "UntagResource" -> repositories.untag(input);
            case "ListTagsForResource" -> repositories.tags(input);
            case "DescribeImages" -> images.describe(input);
            case "ListImages" -> images.list(input);
            case "BatchGetImage" -> images.batchGet(input);
            case "BatchDeleteImage" -> withHousekeeping(images.batchDelete(input));
            case "PutImage" -> images.put(input);
            case "BatchCheckLayerAvailability" -> images.layerAvailability(input);
            case "GetAuthorizationToken" -> token();
            default -> throw AwsException.unknownOperation("ECR", operation);
        };
    }

    /** To be told of every image that is pushed, so that lifecycle policies look at it. */
    public void imagePushed() {
        housekeeping.request();
    }

    @Override
    public void close() {
        housekeeping.close();
    }

    private ObjectNode withHousekeeping(ObjectNode answer) {
        housekeeping.request();
        return answer;
    }

    /** The registry takes any credentials; these have the form of ECR's. */
    private ObjectNode token() {
        byte[] credentials = "AWS:vitrine".getBytes(StandardCharsets.UTF_8);
        ObjectNode node = Json.object();
        node.putArray("authorizationData")
                .addObject()
                .put("authorizationToken", Base64.getEncoder().encodeToString(credentials))
                .put("expiresAt", EcrJson.seconds(clock.instant().plus(TOKEN).toEpochMilli()))
                .put("proxyEndpoint", endpoint.toString());
        return node;
    }
}
