package dev.vitrine.localcloud.registry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A manifest of a repository as it is stored: an image, or an index of images.
 *
 * @param digest of its bytes
 * @param artifactMediaType of the image's configuration; null for an index
 * @param size of all that it refers to, bytes
 * @param blobs digests of configuration and layers, in the manifest's order
 * @param manifests digests of an index's images
 * @param subject digest of the manifest that this one is about; null as a rule
 * @param pushedAt milliseconds since 1970
 * @param pulledAt milliseconds since 1970, recorded once an hour at most; null until it was pulled
 */
public record StoredManifest(
        String repository,
        String digest,
        String mediaType,
        @Nullable String artifactMediaType,
        long size,
        List<String> blobs,
        List<String> manifests,
        @Nullable String subject,
        long pushedAt,
        @Nullable Long pulledAt) {

    public StoredManifest {
        blobs = List.copyOf(blobs);
        manifests = List.copyOf(manifests);
    }

    /** One that is pushed now. */
    static StoredManifest of(String repository, Digest digest, Manifest manifest, long length, long now) {
        long size =
                manifest.blobs().stream().mapToLong(Manifest.Descriptor::size).sum();
        return new StoredManifest(
                repository,
                digest.toString(),
                manifest.mediaType(),
                manifest.config().map(Manifest.Descriptor::mediaType).orElse(null),
                manifest.config().isPresent() ? size : length,
                manifest.blobs().stream().map(it -> it.digest().toString()).toList(),
                manifest.manifests().stream().map(it -> it.digest().toString()).toList(),
                manifest.subject().map(Digest::toString).orElse(null),
                now,
                null);
    }

    StoredManifest pulled(long now) {
        return new StoredManifest(
                repository, digest, mediaType, artifactMediaType, size, blobs, manifests, subject, pushedAt, now);
    }
}
