package dev.vitrine.common.artifact;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The bucket that holds everything large: published files, job inputs, results. Keys come from {@link BucketKeys}. Every
 * call may throw {@link ArtifactUnavailableException} after the retries it deserves.
 */
public interface ArtifactBucket {
    /** Stores or replaces an object at once: a reader sees the old or the new bytes, never a part. */
    void put(String key, byte[] bytes);

    /** Stores or replaces an object from a file. */
    void put(String key, Path file);

    /** Stores an object unless the key is taken. Returns whether this call stored it. */
    boolean putIfAbsent(String key, byte[] bytes);

    /** Like {@link #putIfAbsent(String, byte[])} from a file. */
    boolean putIfAbsent(String key, Path file);

    /** Size in bytes, or empty when there is no such object. */
    OptionalLong size(String key);

    /**
     * The whole object as a stream that the caller closes.
     *
     * @throws NoSuchArtifactException when there is no such object
     */
    InputStream open(String key);

    /**
     * The bytes of {@link #read} as a stream that the caller closes.
     *
     * @throws NoSuchArtifactException when there is no such object
     */
    InputStream open(String key, long from, int length);

    /**
     * The whole object as a file, which is replaced; a broken download is tried again.
     *
     * @throws NoSuchArtifactException when there is no such object
     */
    void download(String key, Path file);

    /**
     * Bytes {@code from} (inclusive, from 0) of at most {@code length}; fewer at the object's end.
     *
     * @throws NoSuchArtifactException when there is no such object
     */
    byte[] read(String key, long from, int length);

    /** Keys that begin with the prefix, in order; pages are fetched as the stream is read. */
    Stream<String> keys(String prefix);

    /** Deletes all objects whose keys begin with the prefix, which must end with a slash. */
    void deleteAll(String prefix);
}
