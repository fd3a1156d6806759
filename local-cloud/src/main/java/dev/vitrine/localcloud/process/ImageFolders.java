package dev.vitrine.localcloud.process;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Images as folders: {@code vitrine/batch:latest} is {@code <folder>/vitrine/batch/latest/}, with {@code config.json} and
 * {@code rootfs/} in it. The first of the given folders that has an image wins. A folder has no digest that names it: of
 * a reference with tag and digest the tag counts.
 */
public final class ImageFolders implements ImageSource {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final List<Path> folders;

    public ImageFolders(List<Path> folders) {
        this.folders = folders.stream()
                .map(folder -> folder.toAbsolutePath().normalize())
                .toList();
    }

    /** @throws UncheckedIOException when its {@code config.json} cannot be read */
    @Override
    public Optional<Image> find(String reference, ImageReference parsed) {
        if (parsed.digest().isPresent() && !reference.contains(":" + parsed.tag() + "@")) {
            return Optional.empty();
        }
        return folders.stream()
                .map(folder -> folder.resolve(parsed.repository()).resolve(parsed.tag()))
                .filter(folder -> Files.isRegularFile(folder.resolve("config.json")))
                .findFirst()
                .map(folder -> read(reference, parsed.repository(), folder));
    }

    private static Image read(String reference, String repository, Path folder) {
        Path file = folder.resolve("config.json");
        try {
            return new FolderImage(
                    reference, repository, JSON.readValue(file.toFile(), ImageConfig.class), folder.resolve("rootfs"));
        } catch (IOException e) {
            throw new UncheckedIOException("The image " + reference + " has a broken " + file, e);
        }
    }

    /** Its digest is one over the configuration and the names and contents of its files. */
    private record FolderImage(String reference, String repository, ImageConfig config, Path rootfs) implements Image {
        @Override
        public boolean isComplete() {
            return false;
        }

        @Override
        public String digest() {
            try (DigestOutputStream out = new DigestOutputStream(
                            OutputStream.nullOutputStream(), MessageDigest.getInstance("SHA-256"));
                    Stream<Path> files = Files.isDirectory(rootfs) ? Files.walk(rootfs) : Stream.empty()) {
                out.write(config.toString().getBytes(StandardCharsets.UTF_8));
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    String name = "\n" + rootfs.relativize(file) + " " + Files.size(file) + "\n";
                    out.write(name.getBytes(StandardCharsets.UTF_8));
                    try (InputStream in = Files.newInputStream(file)) {
                        in.transferTo(out);
                    }
                }
                return "sha256:"
                        + HexFormat.of().formatHex(out.getMessageDigest().digest());
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read the image " + reference, e);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every JDK has SHA-256", e);
            }
        }
    }
}
