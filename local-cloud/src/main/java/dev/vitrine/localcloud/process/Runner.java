package dev.vitrine.localcloud.process;

import java.nio.file.Path;
import java.util.Optional;

/** What runs the programs of images: as processes, or as containers where there is an engine for them. */
public interface Runner {
    /** Starts a program; it goes on when the local cloud ends. */
    Execution start(Launch launch) throws LaunchException;

    /**
     * Gets an image ready, so that its first start does not wait for that.
     *
     * @throws LaunchException when it cannot be run
     */
    void prepare(Image image) throws LaunchException;

    /** The program that an earlier local cloud started in that folder; empty when none ever was. */
    Optional<Execution> find(Path folder);
}
