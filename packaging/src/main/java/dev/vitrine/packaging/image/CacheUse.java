package dev.vitrine.packaging.image;

import java.util.Map;

/** Whether an image gets an ahead-of-time cache, for which its program is rehearsed, a quarter of a minute each. */
enum CacheUse {
    /** The one that was kept, else one is recorded. */
    RECORDED,
    /** The one that was kept, else none. */
    KEPT,
    NONE;

    /**
     * What {@code AOT_CACHE} says: {@code record}, {@code kept} or {@code none}. Where it says nothing, an image that can
     * run as a container has one recorded; who runs images as processes on this computer does not wait for a rehearsal.
     *
     * @throws ImageException when it says something else
     */
    static CacheUse of(Map<String, String> environment, Base base) {
        String word = environment.getOrDefault("AOT_CACHE", "");
        return switch (word) {
            case "" -> base.isComplete() ? RECORDED : KEPT;
            case "record" -> RECORDED;
            case "kept" -> KEPT;
            case "none" -> NONE;
            default -> throw new ImageException("AOT_CACHE must be record, kept or none, not '" + word + "'.");
        };
    }
}
