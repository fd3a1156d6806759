package dev.vitrine.localcloud.process;

import java.nio.file.Path;

/** An image that was found. */
public interface Image {
    /** The name that it was asked for by. */
    String reference();

    /** Its repository, such as {@code vitrine/batch}. */
    String repository();

    ImageConfig config();

    /** What it is, such as {@code sha256:0123…}: the manifest's digest where there is one. */
    String digest();

    /** Whether it holds a base and a runtime beside the application, as a container needs. */
    boolean isComplete();

    /**
     * The folder that stands for the image's root directory and has the application's files in it. Unpacks them at the
     * first call.
     *
     * @throws LaunchException when they cannot be unpacked
     */
    Path rootfs() throws LaunchException;

    /**
     * The folder on this machine that a directory of the image is.
     *
     * @throws LaunchException when the path leads out of the image
     */
    default Path directory(String inImage) throws LaunchException {
        Path root = rootfs();
        Path found = root.resolve(inImage.replaceFirst("^/+", "")).normalize();
        if (!found.startsWith(root)) {
            throw new LaunchException("The working directory " + inImage + " leads out of the image " + reference());
        }
        return found;
    }
}
