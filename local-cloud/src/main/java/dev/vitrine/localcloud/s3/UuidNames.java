package dev.vitrine.localcloud.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Remembers which keys that end in a UUID a client has chosen. Any other file whose name ends so is one that the store
 * writes on the way to an object. A small file for each such key; it stays when the object is deleted.
 */
final class UuidNames {
    private static final Pattern ENDS_IN_UUID =
            Pattern.compile(".*-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", Pattern.DOTALL);

    private final Path folder;

    UuidNames(Path folder) {
        this.folder = folder;
    }

    /** Before the object is written. */
    void choose(String bucket, String key) {
        if (!ENDS_IN_UUID.matcher(key).matches()) {
            return;
        }
        Path file = file(bucket, key);
        try {
            Files.createDirectories(file.getParent());
            Files.createFile(file);
        } catch (FileAlreadyExistsException e) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException("The key could not be remembered.", e);
        }
    }

    /** True for a name that no client has chosen. */
    boolean isUnfinished(String bucket, String key) {
        return ENDS_IN_UUID.matcher(key).matches() && !Files.exists(file(bucket, key));
    }

    private Path file(String bucket, String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return folder.resolve(bucket).resolve(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }
}
