package dev.vitrine.localcloud.secret;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A secret as it is stored. Times are milliseconds since 1970.
 *
 * @param arn ends in a hyphen and six random characters, so that a secret made anew is another one
 * @param deletedAt when it was marked for deletion; null while it is in use
 * @param deleteAfter when it is gone for good; null while it is in use
 * @param versions by id, the oldest first
 */
record Secret(
        String name,
        String arn,
        @Nullable String description,
        @Nullable String kmsKeyId,
        Map<String, String> tags,
        long createdAt,
        long changedAt,
        @Nullable Long deletedAt,
        @Nullable Long deleteAfter,
        Map<String, Version> versions) {
    static final String CURRENT = "AWSCURRENT";
    static final String PREVIOUS = "AWSPREVIOUS";

    /**
     * One value of it; exactly one of text and binary is there.
     *
     * @param binary in Base64
     */
    record Version(@Nullable String text, @Nullable String binary, long createdAt, List<String> stages) {
        Version {
            stages = List.copyOf(stages);
        }

        boolean holdsTheSameAs(Version other) {
            return java.util.Objects.equals(text, other.text) && java.util.Objects.equals(binary, other.binary);
        }

        private Version withStages(List<String> changed) {
            return new Version(text, binary, createdAt, changed);
        }

        /** What is printed never shows the value. */
        @Override
        public String toString() {
            return "Version" + stages;
        }
    }

    Secret {
        tags = Map.copyOf(tags);
        versions = new LinkedHashMap<>(versions);
    }

    /** The version with a stage, and its id. */
    Optional<Map.Entry<String, Version>> staged(String stage) {
        return versions.entrySet().stream()
                .filter(version -> version.getValue().stages().contains(stage))
                .findFirst();
    }

    /** With one more version, to which the stages go; the one that was current becomes the previous one. */
    Secret withVersion(String id, Version added, long now) {
        boolean becomesCurrent = added.stages().contains(CURRENT);
        Map<String, Version> all = new LinkedHashMap<>();
        versions.forEach((otherId, other) -> {
            List<String> stages = new java.util.ArrayList<>(other.stages());
            boolean wasCurrent = stages.contains(CURRENT);
            stages.removeAll(added.stages());
            if (becomesCurrent) {
                stages.remove(PREVIOUS);
                if (wasCurrent) {
                    stages.add(PREVIOUS);
                }
            }
            if (!stages.isEmpty()) {
                all.put(otherId, other.withStages(stages));
            }
        });
        all.put(id, added);
        return new Secret(name, arn, description, kmsKeyId, tags, createdAt, now, deletedAt, deleteAfter, all);
    }

    Secret withDescription(@Nullable String changedDescription, @Nullable String changedKey, long now) {
        return new Secret(
                name, arn, changedDescription, changedKey, tags, createdAt, now, deletedAt, deleteAfter, versions);
    }

    Secret withTags(Map<String, String> changed, long now) {
        return new Secret(name, arn, description, kmsKeyId, changed, createdAt, now, deletedAt, deleteAfter, versions);
    }

    Secret withDeletion(@Nullable Long from, @Nullable Long after, long now) {
        return new Secret(name, arn, description, kmsKeyId, tags, createdAt, now, from, after, versions);
    }
}
