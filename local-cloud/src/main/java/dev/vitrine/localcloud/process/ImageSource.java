package dev.vitrine.localcloud.process;

import java.util.Optional;

/** Where images come from. */
public interface ImageSource {
    /**
     * The image of that name; empty when there is none.
     *
     * @param reference the name as it was asked for
     * @param parsed its parts
     */
    Optional<Image> find(String reference, ImageReference parsed);
}
