package dev.vitrine.common.operation;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The bucket as a tree. Every call may throw {@link OperationException}. */
public interface BucketBrowser {
    /** Name of the bucket. */
    String bucket();

    /** A page of what lies directly below the prefix. */
    Page list(String prefix, Optional<String> cursor);

    /** The first bytes of an object, at most {@code most}. */
    byte[] head(String key, int most);

    void download(String key, Path file);

    /** A page of a listing; {@code next} is there when more follows. */
    record Page(List<StoredObject> objects, Optional<String> next) {
        public Page {
            objects = List.copyOf(objects);
        }
    }
}
