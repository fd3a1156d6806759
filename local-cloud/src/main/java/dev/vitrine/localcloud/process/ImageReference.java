package dev.vitrine.localcloud.process;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What names an image, without the registry it comes from: {@code vitrine/batch} and {@code latest} of
 * {@code 000000000000.dkr.ecr.us-east-1.amazonaws.com/vitrine/batch:latest}.
 */
public record ImageReference(String repository, String tag) {
    private static final Pattern FORM = Pattern.compile("(?:(?<registry>[^/]*[.:][^/]*|localhost)/)?"
            + "(?<repository>[a-z0-9]+(?:[._-]+[a-z0-9]+)*(?:/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*)"
            + "(?::(?<tag>[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?");

    /** The reference's parts, with the tag {@code latest} when it has none; empty when it has not an image's form. */
    public static Optional<ImageReference> parse(String reference) {
        Matcher matcher = FORM.matcher(reference);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String tag = matcher.group("tag");
        return Optional.of(new ImageReference(matcher.group("repository"), tag == null ? "latest" : tag));
    }
}
