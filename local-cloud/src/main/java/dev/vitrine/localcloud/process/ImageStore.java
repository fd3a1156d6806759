package dev.vitrine.localcloud.process;

import java.util.List;
import java.util.Optional;

/** All images. The first of the given sources that has an image wins. */
public final class ImageStore {
    private final List<ImageSource> sources;

    public ImageStore(ImageSource... sources) {
        this.sources = List.of(sources);
    }

    /** The image of that reference; empty when there is none. */
    public Optional<Image> find(String reference) {
        return ImageReference.parse(reference).stream()
                .flatMap(parsed -> sources.stream().map(source -> source.find(reference, parsed)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The image that was once found by that reference with that digest. */
    public Optional<Image> find(String reference, String digest) {
        return ImageReference.parse(reference)
                .flatMap(parsed -> find(parsed.repository() + ":" + parsed.tag() + "@" + digest));
    }

    /** The reference with the digest in place of its tag. */
    public static String pinned(String reference, String digest) {
        int at = reference.indexOf('@');
        String named = at < 0 ? reference : reference.substring(0, at);
        int tag = named.lastIndexOf(':');
        return (tag > named.lastIndexOf('/') ? named.substring(0, tag) : named) + "@" + digest;
    }
}
