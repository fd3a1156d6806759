package dev.vitrine.packaging.aot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The caches that were recorded on this computer. Two recordings of the same program differ in their bytes, so one is kept
 * under the digest of all that it depends on, and is recorded anew only when that changes.
 *
 * @param folder where they are kept
 * @param javaHome of the Java that is to use them; no other can
 * @param cloud the local cloud, in which programs rehearse
 */
public record AotCaches(Path folder, Path javaHome, Program cloud) {
    /** Goes up when rehearsals change. */
    private static final int EDITION = 1;

    private static final int KEY_DIGITS = 32;

    public AotCaches {
        folder = folder.toAbsolutePath();
        javaHome = javaHome.toAbsolutePath();
    }

    /**
     * The cache of a program, recorded when there is none; empty for a program that is not rehearsed.
     *
     * @param name of its image
     * @param content what it depends on: equal text means equal files, words and variables
     */
    public Optional<Path> of(String name, Program program, String content) throws RecordingException {
        Optional<Role> role = Role.of(program.words());
        if (role.isEmpty()) {
            return Optional.empty();
        }
        Path kept = file(name, program, content);
        if (Files.isRegularFile(kept)) {
            return Optional.of(kept);
        }
        try {
            Files.createDirectories(folder);
            Path stage = Files.createTempDirectory(folder, "recording-");
            try {
                Path recorded = new Recording(program, role.get(), javaHome, cloud, stage).run();
                Files.move(recorded, kept, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Stage.delete(stage);
            }
            return Optional.of(kept);
        } catch (IOException e) {
            throw new RecordingException("Files of a recording cannot be written: " + e.getMessage(), e);
        }
    }

    /** The cache of a program where one was recorded before. */
    public Optional<Path> kept(String name, Program program, String content) {
        return Optional.of(file(name, program, content)).filter(Files::isRegularFile);
    }

    private Path file(String name, Program program, String content) {
        return folder.resolve(name + "-" + key(program, content) + ".aot");
    }

    private String key(Program program, String content) {
        try {
            // The same release, linked with other modules, is another Java to a cache.
            String java = Files.readString(javaHome.resolve("release"))
                    + Files.size(javaHome.resolve("lib").resolve("modules"));
            String all = EDITION + "\n" + java + "\n"
                    + program.words().subList(1, program.words().size()) + "\n" + content;
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, KEY_DIGITS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
