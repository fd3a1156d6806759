package dev.vitrine.packaging.image;

import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import dev.vitrine.common.artifact.Digests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What an image stands on. */
public sealed interface Base {
    /** Nothing: the image holds the application alone and runs as a process on the JDK of whoever starts it. */
    record None() implements Base {}

    /** An image in a tar file, as {@code packaging/images/base} makes it. */
    record Tar(Path file) implements Base {}

    /** An image of a registry, such as {@code debian:stable-slim}. */
    record Registry(String reference) implements Base {}

    /** What {@code BASE_IMAGE} names, see {@link #of}; {@code debian:stable-slim} where it is not set. */
    static Base from(Map<String, String> environment) {
        return of(environment.getOrDefault("BASE_IMAGE", "debian:stable-slim"));
    }

    /**
     * Reads {@code none}, the path of a tar file, or a reference.
     *
     * @throws ImageException when it is a file that is not there
     */
    static Base of(String text) {
        if (text.equals("none")) {
            return new None();
        }
        if (!text.endsWith(".tar")) {
            return new Registry(text);
        }
        Path file = Path.of(text);
        if (!Files.isRegularFile(file)) {
            throw new ImageException("BASE_IMAGE names " + file
                    + ", which is not there; make it with packaging/images/base, or name an image of a registry.");
        }
        return new Tar(file);
    }

    /** Whether an image on it can run as a container. */
    default boolean isComplete() {
        return !(this instanceof None);
    }

    /** Equal for equal bases; a reference without digest may come to mean another base unnoticed. */
    default String identity() throws IOException {
        return switch (this) {
            case None() -> "none";
            case Tar(Path file) -> Digests.sha256(file);
            case Registry(String reference) -> reference;
        };
    }

    default JibContainerBuilder begin() {
        try {
            return switch (this) {
                case None() -> Jib.fromScratch();
                case Tar(Path file) -> Jib.from(TarImage.at(file));
                case Registry(String reference) -> Jib.from(RegistryImage.named(reference));
            };
        } catch (InvalidImageReferenceException e) {
            throw new ImageException("BASE_IMAGE is no reference of an image: " + e.getMessage(), e);
        }
    }
}
