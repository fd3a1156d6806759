package dev.vitrine.localcloud.registry;

import dev.vitrine.localcloud.process.ChildEnvironment;
import dev.vitrine.localcloud.registry.RegistryException.Code;
import dev.vitrine.localcloud.state.JsonTable;
import dev.vitrine.localcloud.state.StateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All repositories and what is in them. What refers is stored after what it refers to, so that a crash leaves nothing
 * that names what is missing. Safe for many threads.
 */
public final class Registry implements AutoCloseable {
    /** The account that the registry belongs to, and its id. */
    public static final String ACCOUNT = ChildEnvironment.ACCOUNT;

    private static final char SEPARATOR = '\n';

    /** A blob that was pushed into a repository, or mounted. */
    record Link(String repository, String digest, long size) {}

    /** A name of a manifest. */
    public record Tag(String repository, String name, String digest) {}

    private final RegistryConfig config;
    private final Path folder;
    private final Clock clock;
    private final StateFile state;
    private final JsonTable<Repository> repositories;
    private final JsonTable<StoredManifest> manifests;
    private final JsonTable<Tag> tags;
    private final JsonTable<Link> links;
    private final BlobStore blobs;
    private final Uploads uploads;

    /**
     * Opens the registry.
     *
     * @param folder this registry's alone
     */
    public Registry(Path folder, RegistryConfig config, Clock clock) throws IOException {
        this.config = config;
        this.folder = folder;
        this.clock = clock;
        state = StateFile.open(folder.resolve("registry.mv"));
        repositories = state.table("repositories", Repository.class);
        manifests = state.table("manifests", StoredManifest.class);
        tags = state.table("tags", Tag.class);
        links = state.table("links", Link.class);
        blobs = new BlobStore(folder.resolve("blobs"));
        uploads = new Uploads(folder.resolve("uploads"), state, config.maxBlob(), clock);
    }

    /** All repositories by name. */
    public List<Repository> repositories() {
        return repositories.values();
    }

    public Optional<Repository> repository(String name) {
        return repositories.get(name);
    }

    /** Adds a repository; false when there is one of that name. */
    public synchronized boolean add(Repository repository) {
        if (repositories.get(repository.name()).isPresent()) {
            return false;
        }
        repositories.put(repository.name(), repository);
        return true;
    }

    /** Changes a repository's settings; empty when there is none of that name. */
    public synchronized Optional<Repository> change(String name, UnaryOperator<Repository> change) {
        Optional<Repository> changed = repositories.get(name).map(change);
        changed.ifPresent(it -> repositories.put(name, it));
        return changed;
    }

    /** Deletes a repository with all that is in it. */
    public synchronized void remove(String name) {
        String prefix = name + SEPARATOR;
        tags.prefixed(prefix).forEach(tag -> tags.remove(key(name, tag.name())));
        manifests.prefixed(prefix).forEach(manifest -> manifests.remove(key(name, manifest.digest())));
        links.prefixed(prefix).forEach(link -> links.remove(key(name, link.digest())));
        repositories.remove(name);
        try {
            uploads.cancelAll(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The manifests of a repository, by digest. */
    public List<StoredManifest> manifests(String repository) {
        return manifests.prefixed(repository + SEPARATOR);
    }

    /** The tags of a repository, by name. */
    public List<Tag> tags(String repository) {
        return tags.prefixed(repository + SEPARATOR);
    }

    /** The manifest of that digest, or of that tag. */
    public Optional<StoredManifest> manifest(String repository, String digestOrTag) {
        Optional<String> digest = Digest.parse(digestOrTag).isPresent()
                ? Optional.of(digestOrTag)
                : tags.get(key(repository, digestOrTag)).map(Tag::digest);
        return digest.flatMap(it -> manifests.get(key(repository, it)));
    }

    /** A manifest's bytes as they were pushed. */
    public byte[] content(StoredManifest manifest) {
        try {
            return Files.readAllBytes(blobs.file(digest(manifest.digest())));
        } catch (IOException e) {
            throw new UncheckedIOException("The registry lost the manifest " + manifest.digest(), e);
        }
    }

    /**
     * Stores a manifest, and gives it the tag where there is one.
     *
     * @param tag taken from the manifest that has it, unless tags are immutable
     * @throws RegistryException when it is not valid, or refers to what is not in the repository
     */
    public synchronized StoredManifest put(
            String repository, Optional<String> tag, byte[] bytes, Optional<String> mediaType) {
        Repository target = require(repository);
        Manifest manifest = Manifest.parse(bytes, mediaType);
        Digest digest = Digest.of(bytes);
        new References(this, repository).require(manifest);
        tag.ifPresent(name -> requireFree(target, name, digest));
        StoredManifest stored = manifests
                .get(key(repository, digest.toString()))
                .orElseGet(() -> StoredManifest.of(repository, digest, manifest, bytes.length, clock.millis()));
        try {
            if (blobs.size(digest).isEmpty()) {
                Path fresh = Files.createTempFile(folder.resolve("uploads"), "manifest", null);
                Files.write(fresh, bytes);
                blobs.take(fresh, digest, clock.instant());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        manifests.put(key(repository, digest.toString()), stored);
        tag.ifPresent(name -> tags.put(key(repository, name), new Tag(repository, name, digest.toString())));
        return stored;
    }

    /** Takes a tag away; false when there is none of that name. */
    public synchronized boolean untag(String repository, String tag) {
        boolean found = tags.get(key(repository, tag)).isPresent();
        tags.remove(key(repository, tag));
        return found;
    }

    /** Deletes a manifest and its tags. */
    public synchronized void removeManifest(StoredManifest manifest) {
        for (Tag tag : tags(manifest.repository())) {
            if (tag.digest().equals(manifest.digest())) {
                untag(manifest.repository(), tag.name());
            }
        }
        manifests.remove(key(manifest.repository(), manifest.digest()));
    }

    /** Records that a manifest was pulled, once an hour at most. */
    public synchronized void pulled(StoredManifest manifest) {
        long now = clock.millis();
        @Nullable Long before = manifest.pulledAt();
        if (before == null || now - before > 3_600_000) {
            manifests
                    .get(key(manifest.repository(), manifest.digest()))
                    .ifPresent(it -> manifests.put(key(it.repository(), it.digest()), it.pulled(now)));
        }
    }

    /** The size of a blob of the repository in bytes; empty when it has none of that digest. */
    public Optional<Long> blobSize(String repository, Digest digest) {
        return links.get(key(repository, digest.toString())).map(Link::size).filter(_ -> touch(digest));
    }

    /** The file of a blob. */
    public Path blob(Digest digest) {
        return blobs.file(digest);
    }

    /** Makes a blob of one repository one of the other too; false when the first has none of that digest. */
    synchronized boolean mount(String from, String to, Digest digest) {
        Optional<Long> size = blobSize(from, digest);
        size.ifPresent(it -> link(to, digest, it));
        return size.isPresent();
    }

    synchronized boolean unlink(String repository, Digest digest) {
        boolean found = links.get(key(repository, digest.toString())).isPresent();
        links.remove(key(repository, digest.toString()));
        return found;
    }

    /**
     * Ends an upload: what has arrived becomes a blob of its repository.
     *
     * @throws RegistryException when it is not what the digest says; the upload is given up
     */
    void finish(Uploads.Upload upload, Digest digest) throws IOException {
        Path file = uploads.file(upload);
        Digest actual = Digest.of(file);
        if (!actual.equals(digest)) {
            long size = uploads.size(upload);
            uploads.cancel(upload);
            throw new RegistryException(
                    Code.DIGEST_INVALID,
                    "The digest " + digest + " was given, and the " + size + " bytes that came have " + actual + ".");
        }
        synchronized (this) {
            long size = uploads.size(upload);
            if (blobs.touch(digest, clock.instant()) && blobs.size(digest).orElse(-1) == size) {
                uploads.cancel(upload);
            } else {
                blobs.take(file, digest, clock.instant());
                uploads.cancel(upload);
            }
            link(upload.repository(), digest, size);
        }
    }

    Uploads uploads() {
        return uploads;
    }

    Repository require(String name) {
        return repositories.get(name).orElseThrow(() -> RegistryException.repositoryUnknown(name));
    }

    /** Deletes old unfinished uploads, and blobs that nothing refers to and nobody asked for in a while. */
    public synchronized void sweep() throws IOException {
        Instant now = clock.instant();
        uploads.sweep(now.minus(config.keepUploads()));
        Set<String> referred = manifests.values().stream()
                .flatMap(it -> Stream.concat(Stream.of(it.digest()), it.blobs().stream()))
                .collect(Collectors.toSet());
        blobs.sweep(digest -> referred.contains(digest.toString()), now.minus(config.keepBlobs()));
        for (Link link : links.values()) {
            if (blobs.size(digest(link.digest())).isEmpty()) {
                links.remove(key(link.repository(), link.digest()));
            }
        }
    }

    @Override
    public void close() {
        state.close();
    }

    private void link(String repository, Digest digest, long size) {
        require(repository);
        links.put(key(repository, digest.toString()), new Link(repository, digest.toString(), size));
    }

    private boolean touch(Digest digest) {
        try {
            return blobs.touch(digest, clock.instant());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void requireFree(Repository repository, String tag, Digest digest) {
        Optional<Tag> taken = tags.get(key(repository.name(), tag));
        if (repository.immutableTags()
                && taken.filter(it -> !it.digest().equals(digest.toString())).isPresent()) {
            throw new RegistryException(
                    Code.TAG_INVALID,
                    "The image tag '" + tag + "' already exists in the '" + repository.name()
                            + "' repository and cannot be overwritten because the repository is immutable.");
        }
    }

    private static Digest digest(String text) {
        return Digest.parse(text).orElseThrow(() -> new IllegalStateException("A stored digest is none: " + text));
    }

    private static String key(String repository, String name) {
        return repository + SEPARATOR + name;
    }
}
