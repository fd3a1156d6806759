package dev.vitrine.common.artifact;

import java.time.Instant;
import java.util.Optional;

/**
 * What is served under a prototype's name.
 *
 * @param champion version that answers
 * @param challenger version that is tried beside it
 */
public record PublishedPrototype(
        String name, String title, String champion, Optional<String> challenger, Instant publishedAt) {}
