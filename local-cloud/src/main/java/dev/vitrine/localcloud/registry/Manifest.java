package dev.vitrine.localcloud.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitrine.localcloud.registry.RegistryException.Code;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a manifest says, of OCI's or Docker's form.
 *
 * @param mediaType one of {@link #IMAGES} or {@link #INDEXES}
 * @param config empty for an index
 * @param layers those that a registry holds; empty for an index
 * @param manifests the images of an index
 */
public record Manifest(
        String mediaType,
        Optional<Descriptor> config,
        List<Descriptor> layers,
        List<Descriptor> manifests,
        Optional<Digest> subject) {
    /** Media types of images. */
    public static final Set<String> IMAGES = Set.of(
            "application/vnd.oci.image.manifest.v1+json", "application/vnd.docker.distribution.manifest.v2+json");

    /** Media types of indexes. */
    public static final Set<String> INDEXES = Set.of(
            "application/vnd.oci.image.index.v1+json", "application/vnd.docker.distribution.manifest.list.v2+json");

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What a manifest refers to. */
    public record Descriptor(String mediaType, Digest digest, long size) {
        static Descriptor read(JsonNode node, String place) {
            Digest digest = Digest.parse(node.path("digest").asText())
                    .orElseThrow(() -> invalid(place + " has no SHA-256 digest"));
            JsonNode size = node.path("size");
            if (!size.isIntegralNumber() || size.asLong() < 0) {
                throw invalid(place + " has no size");
            }
            return new Descriptor(node.path("mediaType").asText(), digest, size.asLong());
        }

        /** Layers that may not be distributed stay where their URLs say. */
        private boolean isForeign() {
            return mediaType.contains("foreign") || mediaType.contains("nondistributable");
        }
    }

    public Manifest {
        layers = List.copyOf(layers);
        manifests = List.copyOf(manifests);
    }

    /**
     * Reads a manifest.
     *
     * @param contentType as the client names it; empty to take the manifest's own word
     * @throws RegistryException when it is none, or of another type than named
     */
    public static Manifest parse(byte[] bytes, Optional<String> contentType) {
        JsonNode node = read(bytes);
        if (node.path("schemaVersion").asInt() != 2) {
            throw invalid("schemaVersion must be 2");
        }
        String own = node.path("mediaType").asText();
        String mediaType = contentType.orElse(own);
        if (!own.isEmpty() && !own.equals(mediaType)) {
            throw invalid("it was sent as " + mediaType + " and says that it is " + own);
        }
        Optional<Digest> subject = node.hasNonNull("subject")
                ? Optional.of(Descriptor.read(node.path("subject"), "subject").digest())
                : Optional.empty();
        if (IMAGES.contains(mediaType)) {
            Descriptor config = Descriptor.read(node.path("config"), "config");
            List<Descriptor> layers = list(node, "layers");
            return new Manifest(
                    mediaType,
                    Optional.of(config),
                    layers.stream().filter(layer -> !layer.isForeign()).toList(),
                    List.of(),
                    subject);
        }
        if (INDEXES.contains(mediaType)) {
            return new Manifest(mediaType, Optional.empty(), List.of(), list(node, "manifests"), subject);
        }
        throw invalid("the media type \"" + mediaType + "\" is not supported");
    }

    /** Configuration and layers. */
    List<Descriptor> blobs() {
        List<Descriptor> blobs = new ArrayList<>();
        config.ifPresent(blobs::add);
        blobs.addAll(layers);
        return blobs;
    }

    private static List<Descriptor> list(JsonNode node, String member) {
        if (!node.path(member).isArray()) {
            throw invalid("it has no " + member);
        }
        List<Descriptor> descriptors = new ArrayList<>();
        for (JsonNode element : node.path(member)) {
            descriptors.add(Descriptor.read(element, member + "[" + descriptors.size() + "]"));
        }
        return descriptors;
    }

    private static JsonNode read(byte[] bytes) {
        try {
            JsonNode node = JSON.readTree(bytes);
            if (node == null || !node.isObject()) {
                throw invalid("it is no JSON object");
            }
            return node;
        } catch (IOException e) {
            throw invalid("it is no JSON");
        }
    }

    private static RegistryException invalid(String why) {
        return new RegistryException(Code.MANIFEST_INVALID, "The manifest is not valid: " + why + ".");
    }
}
