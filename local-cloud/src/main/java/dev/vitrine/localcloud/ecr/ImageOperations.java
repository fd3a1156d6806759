package dev.vitrine.localcloud.ecr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.AwsException;
import dev.vitrine.localcloud.http.Json;
import dev.vitrine.localcloud.registry.Digest;
import dev.vitrine.localcloud.registry.Registry;
import dev.vitrine.localcloud.registry.RegistryException;
import dev.vitrine.localcloud.registry.StoredManifest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** ECR's operations on images. */
final class ImageOperations {
    private final Registry registry;
    private final RepositoryOperations repositories;

    ImageOperations(Registry registry, RepositoryOperations repositories) {
        this.registry = registry;
        this.repositories = repositories;
    }

    ObjectNode describe(ObjectNode input) {
        String repository = repositories.require(input).name();
        List<StoredManifest> found = new ArrayList<>();
        if (input.path("imageIds").isEmpty()) {
            Predicate<List<String>> wanted = wanted(input);
            registry.manifests(repository).stream()
                    .filter(it -> wanted.test(tags(it)))
                    .forEach(found::add);
        } else {
            for (JsonNode node : input.path("imageIds")) {
                ImageId id = ImageId.read(node);
                StoredManifest image =
                        id.find(registry, repository).orElseThrow(() -> EcrErrors.imageNotFound(repository, id));
                if (!found.contains(image)) {
                    found.add(image);
                }
            }
        }
        return EcrJson.page(
                input, "imageDetails", found.stream().map(this::details).toList());
    }

    ObjectNode list(ObjectNode input) {
        String repository = repositories.require(input).name();
        Predicate<List<String>> wanted = wanted(input);
        List<ObjectNode> ids = new ArrayList<>();
        for (StoredManifest image : registry.manifests(repository)) {
            List<String> tags = tags(image);
            if (wanted.test(tags) && tags.isEmpty()) {
                ids.add(Json.object().put("imageDigest", image.digest()));
            } else if (wanted.test(tags)) {
                tags.forEach(tag ->
                        ids.add(Json.object().put("imageDigest", image.digest()).put("imageTag", tag)));
            }
        }
        return EcrJson.page(input, "imageIds", ids);
    }

    ObjectNode batchGet(ObjectNode input) {
        String repository = repositories.require(input).name();
        ObjectNode node = Json.object();
        ArrayNode images = node.putArray("images");
        ArrayNode failures = node.putArray("failures");
        for (JsonNode element : input.path("imageIds")) {
            ImageId id = ImageId.read(element);
            id.find(registry, repository)
                    .ifPresentOrElse(image -> images.add(image(image, id.tag())), () -> notFound(failures, id));
        }
        return node;
    }

    ObjectNode batchDelete(ObjectNode input) {
        String repository = repositories.require(input).name();
        ObjectNode node = Json.object();
        ArrayNode deleted = node.putArray("imageIds");
        ArrayNode failures = node.putArray("failures");
        for (JsonNode element : input.path("imageIds")) {
            ImageId id = ImageId.read(element);
            Optional<StoredManifest> found = id.find(registry, repository);
            if (found.isEmpty()) {
                notFound(failures, id);
            } else {
                delete(found.get(), id, deleted, failures);
            }
        }
        return node;
    }

    ObjectNode put(ObjectNode input) {
        String repository = repositories.require(input).name();
        byte[] bytes = input.path("imageManifest").asText().getBytes(StandardCharsets.UTF_8);
        String digest = Digest.of(bytes).toString();
        if (Json.text(input, "imageDigest").filter(it -> !it.equals(digest)).isPresent()) {
            throw AwsException.badRequest(
                    "ImageDigestDoesNotMatchException",
                    "The specified digest does not match the manifest's: " + digest);
        }
        Optional<String> tag = Json.text(input, "imageTag");
        Optional<StoredManifest> before = registry.manifest(repository, tag.orElse(digest));
        if (before.filter(it -> it.digest().equals(digest)).isPresent()) {
            throw EcrErrors.imageExists(repository, digest, tag.orElse("null"));
        }
        try {
            StoredManifest stored = registry.put(repository, tag, bytes, Json.text(input, "imageManifestMediaType"));
            ObjectNode node = Json.object();
            node.set("image", image(stored, tag));
            return node;
        } catch (RegistryException e) {
            throw translated(e);
        }
    }

    ObjectNode layerAvailability(ObjectNode input) {
        String repository = repositories.require(input).name();
        ObjectNode node = Json.object();
        ArrayNode layers = node.putArray("layers");
        ArrayNode failures = node.putArray("failures");
        for (JsonNode element : input.path("layerDigests")) {
            Optional<Digest> digest = Digest.parse(element.asText());
            if (digest.isEmpty()) {
                failures.addObject()
                        .put("layerDigest", element.asText())
                        .put("failureCode", "InvalidLayerDigest")
                        .put("failureReason", "Invalid layer digest");
                continue;
            }
            Optional<Long> size = registry.blobSize(repository, digest.get());
            ObjectNode layer = layers.addObject().put("layerDigest", element.asText());
            layer.put("layerAvailability", size.isPresent() ? "AVAILABLE" : "UNAVAILABLE");
            size.ifPresent(it -> layer.put("layerSize", it));
        }
        return node;
    }

    /** By digest the image goes with all its tags; by tag it goes with its last one. */
    private void delete(StoredManifest image, ImageId id, ArrayNode deleted, ArrayNode failures) {
        List<String> tags = tags(image);
        boolean whole = id.tag().isEmpty() || tags.size() == 1;
        boolean inIndex = registry.manifests(image.repository()).stream()
                .anyMatch(it -> it.manifests().contains(image.digest()));
        if (whole && inIndex) {
            fail(
                    failures,
                    id,
                    "ImageReferencedByManifestList",
                    "Requested image referenced by manifest list: " + image.digest());
            return;
        }
        if (whole) {
            registry.removeManifest(image);
        } else {
            id.tag().ifPresent(tag -> registry.untag(image.repository(), tag));
        }
        List<String> gone = id.tag().map(List::of).orElse(tags);
        if (gone.isEmpty()) {
            deleted.addObject().put("imageDigest", image.digest());
        }
        gone.forEach(
                tag -> deleted.addObject().put("imageDigest", image.digest()).put("imageTag", tag));
    }

    private static void notFound(ArrayNode failures, ImageId id) {
        fail(failures, id, "ImageNotFound", "Requested image not found");
    }

    private static void fail(ArrayNode failures, ImageId id, String code, String reason) {
        ObjectNode failure = failures.addObject();
        failure.set("imageId", id.json());
        failure.put("failureCode", code).put("failureReason", reason);
    }

    private static AwsException translated(RegistryException e) {
        String code =
                switch (e.code()) {
                    case MANIFEST_BLOB_UNKNOWN -> "LayersNotFoundException";
                    case NAME_UNKNOWN -> "RepositoryNotFoundException";
                    case TAG_INVALID -> "ImageTagAlreadyExistsException";
                    case BLOB_UNKNOWN,
                            BLOB_UPLOAD_INVALID,
                            BLOB_UPLOAD_UNKNOWN,
                            DIGEST_INVALID,
                            MANIFEST_INVALID,
                            MANIFEST_UNKNOWN,
                            SIZE_INVALID,
                            UNAUTHORIZED,
                            UNSUPPORTED -> "InvalidParameterException";
                };
        return AwsException.badRequest(code, String.valueOf(e.getMessage()));
    }

    private static Predicate<List<String>> wanted(ObjectNode input) {
        String status = input.path("filter").path("tagStatus").asText("ANY");
        return switch (status) {
            case "ANY" -> _ -> true;
            case "TAGGED" -> tags -> !tags.isEmpty();
            case "UNTAGGED" -> List::isEmpty;
            default ->
                throw EcrErrors.invalid(
                        "filter.tagStatus", "Member must satisfy enum value set: [TAGGED, UNTAGGED, ANY]");
        };
    }

    private List<String> tags(StoredManifest image) {
        return registry.tags(image.repository()).stream()
                .filter(tag -> tag.digest().equals(image.digest()))
                .map(Registry.Tag::name)
                .toList();
    }

    private ObjectNode image(StoredManifest image, Optional<String> tag) {
        ObjectNode node = Json.object().put("registryId", Registry.ACCOUNT).put("repositoryName", image.repository());
        node.set("imageId", new ImageId(Optional.of(image.digest()), tag).json());
        return node.put("imageManifest", new String(registry.content(image), StandardCharsets.UTF_8))
                .put("imageManifestMediaType", image.mediaType());
    }

    private ObjectNode details(StoredManifest image) {
        ObjectNode node = Json.object()
                .put("registryId", Registry.ACCOUNT)
                .put("repositoryName", image.repository())
                .put("imageDigest", image.digest())
                .put("imageSizeInBytes", image.size())
                .put("imagePushedAt", EcrJson.seconds(image.pushedAt()))
                .put("imageManifestMediaType", image.mediaType());
        List<String> tags = tags(image);
        if (!tags.isEmpty()) {
            tags.forEach(node.putArray("imageTags")::add);
        }
        if (image.artifactMediaType() != null) {
            node.put("artifactMediaType", image.artifactMediaType());
        }
        if (image.pulledAt() != null) {
            node.put("lastRecordedPullTime", EcrJson.seconds(image.pulledAt()));
        }
        return node;
    }
}
