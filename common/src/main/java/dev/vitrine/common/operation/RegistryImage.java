package dev.vitrine.common.operation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An image of a repository.
 *
 * @param uri of the repository
 * @param digest such as {@code sha256:...}
 * @param bytes of its layers as they are kept
 */
public record RegistryImage(
        String repository, String uri, String digest, List<String> tags, long bytes, Optional<Instant> pushedAt) {
    public RegistryImage {
        tags = List.copyOf(tags);
    }

    /** Name by which exactly this image is run. */
    public String reference() {
        return uri + "@" + digest;
    }

    /** Whether an image named so, by tag or digest, is one of this repository. */
    public boolean isOfRepository(String image) {
        return image.startsWith(uri + ":") || image.startsWith(uri + "@");
    }

    /** The commit that it was built from: the tag that looks like one. */
    public Optional<String> commit() {
        return tags.stream()
                .filter(tag -> tag.matches("[0-9a-f]{7,40}(-dirty)?"))
                .findFirst();
    }
}
