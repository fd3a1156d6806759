package dev.vitrine.localcloud.lambda;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A function as it is stored.
 *
 * @param codeSha256 digest of the image when the code was last set, hexadecimal
 * @param reservedConcurrency the most requests under way at once, 0 for none at all; null when not set
 * @param revisionId changes with code and configuration: processes of an older revision are replaced
 * @param lastModified as AWS writes it, such as {@code 2026-01-31T12:00:00.000+0000}
 */
record Function(
        String name,
        Settings settings,
        String imageUri,
        String codeSha256,
        List<String> architectures,
        Map<String, String> tags,
        @Nullable Integer reservedConcurrency,
        String revisionId,
        String lastModified) {
    Function {
        architectures = List.copyOf(architectures);
        tags = Map.copyOf(tags);
    }

    Function withSettings(Settings changed, String revision, String now) {
        return new Function(
                name, changed, imageUri, codeSha256, architectures, tags, reservedConcurrency, revision, now);
    }

    Function withCode(String uri, String digest, List<String> builtFor, String revision, String now) {
        return new Function(name, settings, uri, digest, builtFor, tags, reservedConcurrency, revision, now);
    }

    Function withTags(Map<String, String> changed) {
        return new Function(
                name,
                settings,
                imageUri,
                codeSha256,
                architectures,
                changed,
                reservedConcurrency,
                revisionId,
                lastModified);
    }

    Function withReservedConcurrency(@Nullable Integer changed) {
        return new Function(
                name, settings, imageUri, codeSha256, architectures, tags, changed, revisionId, lastModified);
    }

    String arn() {
        return FunctionName.arn(name);
    }
}
