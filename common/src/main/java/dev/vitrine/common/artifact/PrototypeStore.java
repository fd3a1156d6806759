package dev.vitrine.common.artifact;

import java.util.List;
import java.util.Optional;

/** The published prototypes, their model versions and aliases. */
public interface PrototypeStore {
    /** All published prototypes, by name. */
    List<PublishedPrototype> list();

    Optional<PublishedPrototype> find(String prototype);

    /** A version by its id. Versions never change, so callers may keep them. */
    Optional<ModelVersion> version(String prototype, String version);

    /** Versions of a prototype, newest first, at most {@code limit}. */
    List<ModelVersion> versions(String prototype, int limit);

    /**
     * Records a version (its blobs must be in the bucket already) and makes it the champion. Doing it twice changes
     * nothing.
     */
    void publish(ModelVersion version, String title);

    /**
     * Makes a published version the champion, and leaves everything else as it is.
     *
     * @throws IllegalArgumentException when there is no such prototype or version
     */
    void promote(String prototype, String version);

    /**
     * Makes a published version the challenger; none when it is empty.
     *
     * @throws IllegalArgumentException when there is no such prototype or version
     */
    void challenge(String prototype, Optional<String> version);
}
