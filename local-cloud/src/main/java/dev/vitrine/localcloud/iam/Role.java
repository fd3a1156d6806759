package dev.vitrine.localcloud.iam;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A role.
 *
 * @param assumePolicy JSON: who may assume it
 * @param policies inline policies by name, JSON each
 * @param attached ARNs of managed policies
 * @param createdAt milliseconds since 1970
 */
record Role(
        String name,
        String id,
        String path,
        String assumePolicy,
        @Nullable String description,
        int maxSessionSeconds,
        @Nullable String boundary,
        Map<String, String> policies,
        List<String> attached,
        Map<String, String> tags,
        long createdAt) {
    Role {
        policies = Map.copyOf(policies);
        attached = List.copyOf(attached);
        tags = Map.copyOf(tags);
    }

    String arn() {
        return "arn:aws:iam::000000000000:role" + path + name;
    }

    Role withAssumePolicy(String document) {
        return new Role(
                name,
                id,
                path,
                document,
                description,
                maxSessionSeconds,
                boundary,
                policies,
                attached,
                tags,
                createdAt);
    }

    Role withSettings(@Nullable String text, int sessionSeconds) {
        return new Role(
                name, id, path, assumePolicy, text, sessionSeconds, boundary, policies, attached, tags, createdAt);
    }

    Role withPolicies(Map<String, String> documents) {
        return new Role(
                name,
                id,
                path,
                assumePolicy,
                description,
                maxSessionSeconds,
                boundary,
                documents,
                attached,
                tags,
                createdAt);
    }

    Role withAttached(List<String> arns) {
        return new Role(
                name,
                id,
                path,
                assumePolicy,
                description,
                maxSessionSeconds,
                boundary,
                policies,
                arns,
                tags,
                createdAt);
    }

    Role withTags(Map<String, String> all) {
        return new Role(
                name,
                id,
                path,
                assumePolicy,
                description,
                maxSessionSeconds,
                boundary,
                policies,
                attached,
                all,
                createdAt);
    }
}
