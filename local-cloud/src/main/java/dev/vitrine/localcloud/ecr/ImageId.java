package dev.vitrine.localcloud.ecr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.Json;
import dev.vitrine.localcloud.registry.Registry;
import dev.vitrine.localcloud.registry.StoredManifest;
import java.util.Optional;

/** How a request names an image: by digest, by tag, or by both, which must agree then. */
record ImageId(Optional<String> digest, Optional<String> tag) {
    static ImageId read(JsonNode node) {
        ImageId id = new ImageId(Json.text(node, "imageDigest"), Json.text(node, "imageTag"));
        if (id.digest.isEmpty() && id.tag.isEmpty()) {
            throw EcrErrors.invalid("imageIds", "An image identifier needs an imageDigest or an imageTag");
        }
        return id;
    }

    /** The image of that name; empty when there is none, or tag and digest do not agree. */
    Optional<StoredManifest> find(Registry registry, String repository) {
        return registry.manifest(repository, digest.or(() -> tag).orElseThrow())
                .filter(found -> tag.map(it -> registry.manifest(repository, it)
                                .filter(tagged -> tagged.digest().equals(found.digest()))
                                .isPresent())
                        .orElse(true));
    }

    ObjectNode json() {
        ObjectNode node = Json.object();
        digest.ifPresent(it -> node.put("imageDigest", it));
        tag.ifPresent(it -> node.put("imageTag", it));
        return node;
    }

    String digestOrNull() {
        return digest.orElse("null");
    }

    String tagOrNull() {
        return tag.orElse("null");
    }
}
