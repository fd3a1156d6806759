package dev.vitrine.localcloud.registry;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks what layers hold below {@code /app}, the lowest layer first, into a folder that stands for the root. Later layers
 * replace and delete what earlier ones brought. Nothing is written outside of the folder, whatever a layer says.
 */
final class LayerUnpacker {
    private static final String APPLICATION = "app";
    private static final String WHITEOUT = ".wh.";
    private static final String OPAQUE = ".wh..wh..opq";
    private static final long MAX_BYTES = 20L << 30;
    private static final int GZIP = 0x1f8b;
    private static final int ZSTD = 0x28b5;

    private final Path root;
    private final Set<Path> ofThisLayer = new HashSet<>();
    private long bytes;

    /** @param root an empty folder */
    LayerUnpacker(Path root) throws IOException {
        this.root = root.toRealPath();
    }

    /**
     * Unpacks the next layer.
     *
     * @throws IOException when it is no layer, or leads out of the folder
     */
    void unpack(InputStream layer) throws IOException {
        ofThisLayer.clear();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(decompressed(new BufferedInputStream(layer)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Optional<Path> path = path(entry.getName());
                if (path.isPresent()) {
                    take(tar, entry, path.get());
                }
            }
        }
    }

    private static InputStream decompressed(BufferedInputStream layer) throws IOException {
        layer.mark(2);
        int magic = layer.read() << 8 | layer.read();
        layer.reset();
        return switch (magic) {
            case GZIP -> new GZIPInputStream(layer, 64 * 1024);
            case ZSTD ->
                throw new IOException("a layer is compressed with zstd, which processes cannot use; push it with gzip");
            default -> layer;
        };
    }

    /** Where an entry goes; empty when it is not of the application. */
    private Optional<Path> path(String name) throws IOException {
        Path relative = Path.of(name.replaceFirst("^(\\./|/)+", "")).normalize();
        if (relative.startsWith("..")) {
            throw leaves(name);
        }
        boolean application = relative.startsWith(APPLICATION)
                || relative.toString().equals(WHITEOUT + APPLICATION)
                || relative.toString().equals(OPAQUE);
        return application ? Optional.of(root.resolve(relative)) : Optional.empty();
    }

    private void take(TarArchiveInputStream tar, TarArchiveEntry entry, Path path) throws IOException {
        Path folder = path.resolveSibling(".").normalize();
        String name = String.valueOf(path.getFileName());
        if (name.equals(OPAQUE)) {
            deleteEarlier(children(folder));
            return;
        }
        if (name.startsWith(WHITEOUT)) {
            deleteEarlier(List.of(path.resolveSibling(name.substring(WHITEOUT.length()))));
            return;
        }
        Files.createDirectories(folder);
        if (!folder.toRealPath().startsWith(root)) {
            throw leaves(entry.getName());
        }
        write(tar, entry, path);
        for (Path it = path; it.startsWith(root) && ofThisLayer.add(it); ) {
            it = it.resolveSibling(".").normalize();
        }
    }

    private void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path path) throws IOException {
        boolean folder = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
        if (!(folder && entry.isDirectory())) {
            delete(path);
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
        } else if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, target(path, entry));
        } else if (entry.isLink()) {
            Path existing = path(entry.getLinkName()).orElseThrow(() -> leaves(entry.getName()));
            if (!existing.toRealPath().startsWith(root)) {
                throw leaves(entry.getName());
            }
            Files.createLink(path, existing);
        } else if (entry.isFile()) {
            copy(tar, path);
            Files.setPosixFilePermissions(
                    path, PosixFilePermissions.fromString((entry.getMode() & 0100) == 0 ? "rw-r--r--" : "rwxr-xr-x"));
            Files.setLastModifiedTime(path, entry.getLastModifiedTime());
        } else {
            throw new IOException("a layer holds " + entry.getName() + ", which is neither file, folder nor link");
        }
    }

    /** A relative target, so that the folder can be moved. */
    private Path target(Path link, TarArchiveEntry entry) throws IOException {
        Path folder = link.resolveSibling(".").normalize();
        String name = entry.getLinkName();
        Path target = name.startsWith("/")
                ? root.resolve(name.replaceFirst("^/+", "")).normalize()
                : folder.resolve(name).normalize();
        if (!target.startsWith(root.resolve(APPLICATION))) {
            throw leaves(entry.getName());
        }
        return folder.relativize(target);
    }

    private void copy(InputStream in, Path path) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        try (OutputStream out = Files.newOutputStream(path)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                bytes += n;
                if (bytes > MAX_BYTES) {
                    throw new IOException("the image is larger than " + (MAX_BYTES >> 30) + " GB when it is unpacked");
                }
                out.write(buffer, 0, n);
            }
        }
    }

    private static List<Path> children(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    /** Deletes what earlier layers brought, and leaves what this one did. */
    private void deleteEarlier(List<Path> paths) throws IOException {
        for (Path path : paths) {
            if (!ofThisLayer.contains(path)) {
                delete(path);
            } else {
                deleteEarlier(children(path));
            }
        }
    }

    /** Deletes a file or a folder with all that is in it; follows no link. */
    static void delete(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static IOException leaves(String name) {
        return new IOException("a layer holds " + name + ", which leads out of the application's folder");
    }
}
