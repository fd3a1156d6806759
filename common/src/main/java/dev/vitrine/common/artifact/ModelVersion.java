package dev.vitrine.common.artifact;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One published state of a prototype's folder: its manifest, README, examples and model, each file named by content.
 *
 * @param prototype name of the prototype
 * @param version 12 hexadecimal digits that depend on the files alone
 * @param files path in the folder (with slashes) to SHA-256 in hexadecimal; {@code prototype.yaml} is always there
 */
public record ModelVersion(String prototype, String version, SortedMap<String, String> files, Instant publishedAt) {
    public static final String MANIFEST = "prototype.yaml";
    public static final String README = "README.md";
    /** Names that a picture of the prototype may have; the first that is there is shown. */
    public static final List<String> PICTURES = List.of("picture.svg", "picture.png", "picture.jpg", "picture.webp");

    public ModelVersion {
        files = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(files));
        if (!version.equals(versionOf(files))) {
            throw new IllegalArgumentException("version " + version + " of " + prototype + " does not fit its files");
        }
        if (!files.containsKey(MANIFEST)) {
            throw new IllegalArgumentException("a version needs its " + MANIFEST);
        }
    }

    /** The version of these files: the first 12 digits of the SHA-256 over their paths and digests. */
    public static String versionOf(Map<String, String> files) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(files)
                .forEach((path, digest) ->
                        text.append(digest).append(' ').append(path).append('\n'));
        return Digests.sha256(text.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .substring(0, 12);
    }
}
