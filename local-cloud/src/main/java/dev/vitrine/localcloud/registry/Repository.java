package dev.vitrine.localcloud.registry;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A repository as it is stored.
 *
 * @param createdAt milliseconds since 1970
 * @param immutableTags whether a tag stays with the image that it was first given to
 * @param scanOnPush as set; nothing is scanned here
 * @param lifecyclePolicy JSON as it was given; null when there is none
 * @param policy the resource policy, JSON as it was given; null when there is none
 */
public record Repository(
        String name,
        long createdAt,
        boolean immutableTags,
        boolean scanOnPush,
        @Nullable String lifecyclePolicy,
        @Nullable String policy,
        Map<String, String> tags) {
    /** What names may look like. */
    public static final String NAME = "(?:[a-z0-9]+(?:[._-][a-z0-9]+)*/)*[a-z0-9]+(?:[._-][a-z0-9]+)*";

    private static final Pattern PATTERN = Pattern.compile(NAME);

    public Repository {
        tags = Map.copyOf(tags);
    }

    /** Whether it may name a repository: 2 to 256 characters of ECR's form. */
    public static boolean isName(String text) {
        return text.length() >= 2
                && text.length() <= 256
                && PATTERN.matcher(text).matches();
    }

    public Repository withImmutableTags(boolean changed) {
        return new Repository(name, createdAt, changed, scanOnPush, lifecyclePolicy, policy, tags);
    }

    public Repository withScanOnPush(boolean changed) {
        return new Repository(name, createdAt, immutableTags, changed, lifecyclePolicy, policy, tags);
    }

    public Repository withLifecyclePolicy(@Nullable String changed) {
        return new Repository(name, createdAt, immutableTags, scanOnPush, changed, policy, tags);
    }

    public Repository withPolicy(@Nullable String changed) {
        return new Repository(name, createdAt, immutableTags, scanOnPush, lifecyclePolicy, changed, tags);
    }

    public Repository withTags(Map<String, String> changed) {
        return new Repository(name, createdAt, immutableTags, scanOnPush, lifecyclePolicy, policy, changed);
    }
}
