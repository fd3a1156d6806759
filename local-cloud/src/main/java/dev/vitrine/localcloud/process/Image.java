package dev.vitrine.localcloud.process;

import java.nio.file.Path;

/**
 * An image that was found.
 *
 * @param reference as it was asked for
 * @param rootfs its application layers, unpacked
 */
public record Image(String reference, ImageConfig config, Path rootfs) {

    /**
     * The folder on this machine that a directory of the image is.
     *
     * @throws IllegalArgumentException when the path leads out of the image
     */
    public Path directory(String inImage) {
        Path found = rootfs.resolve(inImage.replaceFirst("^/+", "")).normalize();
        if (!found.startsWith(rootfs)) {
            throw new IllegalArgumentException(
                    "The working directory " + inImage + " leads out of the image " + reference);
        }
        return found;
    }
}
