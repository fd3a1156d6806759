package dev.vitrine.localcloud.registry;

import dev.vitrine.localcloud.registry.RegistryException.Code;

/** What a manifest that is pushed into a repository refers to. */
record References(Registry registry, String repository) {
    /** @throws RegistryException when any of it is not in the repository, or of another size */
    void require(Manifest manifest) {
        for (Manifest.Descriptor blob : manifest.blobs()) {
            long size = registry.blobSize(repository, blob.digest()).orElseThrow(() -> missing("blob", blob.digest()));
            if (size != blob.size()) {
                throw new RegistryException(
                        Code.MANIFEST_INVALID,
                        "The manifest gives the blob " + blob.digest() + " " + blob.size() + " bytes; it has " + size
                                + ".");
            }
        }
        for (Manifest.Descriptor image : manifest.manifests()) {
            if (registry.manifest(repository, image.digest().toString()).isEmpty()) {
                throw missing("manifest", image.digest());
            }
        }
    }

    private RegistryException missing(String what, Digest digest) {
        return new RegistryException(
                Code.MANIFEST_BLOB_UNKNOWN,
                "The manifest refers to the " + what + " " + digest + ", which is not in the repository with name '"
                        + repository + "'. Push it first.");
    }
}
