package dev.vitrine.localcloud.process;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What names an image of the one registry that there is: {@code vitrine/batch} and {@code latest} of
 * {@code 000000000000.dkr.ecr.us-east-1.amazonaws.com/vitrine/batch:latest}, of {@code localhost:4566/vitrine/batch} and
 * of {@code vitrine/batch}.
 *
 * @param tag or {@code latest} where the reference names none
 * @param digest such as {@code sha256:0123…}; where there is one, it alone counts
 */
public record ImageReference(String repository, String tag, Optional<String> digest) {
    private static final String REGISTRY =
            ChildEnvironment.ACCOUNT + "\\.dkr\\.ecr\\." + ChildEnvironment.REGION + "\\.amazonaws\\.com";
    private static final Pattern FORM =
            Pattern.compile("(?:(?:" + REGISTRY + "|(?:localhost|127\\.0\\.0\\.1)(?::\\d+)?)/)?"
                    + "(?<repository>[a-z0-9]+(?:[._-]+[a-z0-9]+)*(?:/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*)"
                    + "(?::(?<tag>[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?"
                    + "(?:@(?<digest>sha256:[0-9a-f]{64}))?");

    /** The reference's parts; empty when it has not an image's form or names another registry. */
    public static Optional<ImageReference> parse(String reference) {
        Matcher matcher = FORM.matcher(reference);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String tag = matcher.group("tag");
        return Optional.of(new ImageReference(
                matcher.group("repository"),
                tag == null ? "latest" : tag,
                Optional.ofNullable(matcher.group("digest"))));
    }
}
