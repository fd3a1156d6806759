package dev.vitrine.localcloud.lambda;

import static java.util.Objects.requireNonNullElse;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A function as it is stored: the one that is worked on, or a version of it that was published and never changes.
 *
 * @param version {@code $LATEST}, or the number of a published version
 * @param codeSha256 digest of the image when the code was last set, hexadecimal
 * @param reservedConcurrency the most requests under way at once, 0 for none at all; null when not set
 * @param revisionId changes with code and configuration: processes of an older revision are replaced
 * @param lastModified as AWS writes it, such as {@code 2026-01-31T12:00:00.000+0000}
 */
record Function(
        String name,
        String version,
        Settings settings,
        String imageUri,
        String codeSha256,
        List<String> architectures,
        Map<String, String> tags,
        @Nullable Integer reservedConcurrency,
        String revisionId,
        String lastModified) {
    Function {
        version = requireNonNullElse(version, FunctionName.LATEST);
        architectures = List.copyOf(architectures);
        tags = Map.copyOf(tags);
    }

    Function withSettings(Settings changed, String revision, String now) {
        return new Function(
                name, version, changed, imageUri, codeSha256, architectures, tags, reservedConcurrency, revision, now);
    }

    Function withCode(String uri, String digest, List<String> builtFor, String revision, String now) {
        return new Function(name, version, settings, uri, digest, builtFor, tags, reservedConcurrency, revision, now);
    }

    Function withTags(Map<String, String> changed) {
        return new Function(
                name,
                version,
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
                name, version, settings, imageUri, codeSha256, architectures, tags, changed, revisionId, lastModified);
    }

    /** The function as it is now, under a number of its own. */
    Function published(String number, Settings described, String revision) {
        return new Function(
                name,
                number,
                described,
                imageUri,
                codeSha256,
                architectures,
                tags,
                reservedConcurrency,
                revision,
                lastModified);
    }

    boolean isLatest() {
        return version.equals(FunctionName.LATEST);
    }

    /** Whether it would answer as the other does. */
    boolean runsAs(Function other) {
        return codeSha256.equals(other.codeSha256)
                && architectures.equals(other.architectures)
                && settings.withDescription("").equals(other.settings.withDescription(""));
    }

    /** The function's own, or that of the version. */
    String arn() {
        return isLatest() ? FunctionName.arn(name) : FunctionName.arn(name) + ":" + version;
    }
}
