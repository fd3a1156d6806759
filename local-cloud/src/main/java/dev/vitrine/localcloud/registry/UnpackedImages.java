package dev.vitrine.localcloud.registry;

import dev.vitrine.localcloud.process.LaunchException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Images whose application is unpacked, each once, in a folder named by its digest. */
final class UnpackedImages {
    private static final Logger log = LoggerFactory.getLogger(UnpackedImages.class);
    private static final String UNFINISHED = "unfinished-";

    private final Registry registry;
    private final Path folder;

    UnpackedImages(Registry registry, Path folder) throws IOException {
        this.registry = registry;
        this.folder = Files.createDirectories(folder.toAbsolutePath()).toRealPath();
        sweep();
    }

    /** The folder that stands for the image's root. Unpacks it at the first call. */
    synchronized Path folder(StoredManifest manifest) throws LaunchException {
        Path unpacked =
                folder.resolve(Digest.parse(manifest.digest()).orElseThrow().hex());
        if (Files.isDirectory(unpacked)) {
            return unpacked;
        }
        try {
            Path unfinished = Files.createTempDirectory(folder, UNFINISHED);
            try {
                unpack(manifest, unfinished);
                Files.move(unfinished, unpacked, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                LayerUnpacker.delete(unfinished);
            }
            return unpacked;
        } catch (IOException e) {
            throw new LaunchException(
                    "The image " + manifest.repository() + "@" + manifest.digest() + " cannot be unpacked: "
                            + e.getMessage() + ". Push it again.",
                    e);
        }
    }

    private void unpack(StoredManifest manifest, Path root) throws IOException {
        LayerUnpacker unpacker = new LayerUnpacker(root);
        for (String layer : manifest.blobs().subList(1, manifest.blobs().size())) {
            Digest digest = Digest.parse(layer).orElseThrow();
            try (DigestInputStream in =
                    new DigestInputStream(Files.newInputStream(registry.blob(digest)), Digest.sha256())) {
                unpacker.unpack(new Unclosed(in));
                in.transferTo(OutputStream.nullOutputStream());
                if (!HexFormat.of().formatHex(in.getMessageDigest().digest()).equals(digest.hex())) {
                    throw new IOException("the layer " + digest + " was damaged on disk");
                }
            }
        }
        Files.createDirectories(root.resolve("app"));
    }

    /** Deletes what was left half done, and images that the registry no longer has, unless a program runs in them. */
    private void sweep() throws IOException {
        Set<String> known = registry.repositories().stream()
                .flatMap(repository -> registry.manifests(repository.name()).stream())
                .map(manifest -> manifest.digest().substring("sha256:".length()))
                .collect(Collectors.toSet());
        try (Stream<Path> found = Files.list(folder)) {
            for (Path image : found.toList()) {
                String name = image.getFileName().toString();
                if (name.startsWith(UNFINISHED) || (!known.contains(name) && !isUsed(image))) {
                    LayerUnpacker.delete(image);
                    log.info("Deleted the unpacked image {}.", name);
                }
            }
        }
    }

    /** Whether a process has its working directory there; where that cannot be told, it may. */
    private static boolean isUsed(Path image) {
        Path processes = Path.of("/proc");
        if (!Files.isDirectory(processes)) {
            return true;
        }
        try (Stream<Path> found = Files.list(processes)) {
            List<Path> numbered = found.filter(it -> it.getFileName().toString().matches("\\d+"))
                    .toList();
            return numbered.stream().anyMatch(process -> worksIn(process, image));
        } catch (IOException e) {
            return true;
        }
    }

    private static boolean worksIn(Path process, Path image) {
        try {
            return Files.readSymbolicLink(process.resolve("cwd")).startsWith(image);
        } catch (IOException e) {
            return false;
        }
    }

    /** Lets a reader close what it was lent. */
    private static final class Unclosed extends FilterInputStream {
        Unclosed(InputStream in) {
            super(in);
        }

        @Override
        public void close() {}
    }
}
