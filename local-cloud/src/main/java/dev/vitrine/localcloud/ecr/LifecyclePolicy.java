package dev.vitrine.localcloud.ecr;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitrine.localcloud.registry.Registry;
import dev.vitrine.localcloud.registry.StoredManifest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which images are to expire.
 *
 * @param rules by priority, the first first
 */
record LifecyclePolicy(List<Rule> rules) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What a rule applies to. */
    enum TagStatus {
        TAGGED,
        UNTAGGED,
        ANY
    }

    /**
     * A rule.
     *
     * @param prefixes each of which a tag of the image must begin with; empty for any
     * @param patterns each of which a tag of the image must match, with {@code *} for anything; empty for any
     * @param byAge whether {@code number} is of days since the push, else of images
     */
    record Rule(
            int priority, TagStatus status, List<String> prefixes, List<Pattern> patterns, boolean byAge, int number) {

        boolean selects(List<String> tags) {
            return switch (status) {
                case ANY -> true;
                case UNTAGGED -> tags.isEmpty();
                case TAGGED ->
                    prefixes.stream().allMatch(prefix -> tags.stream().anyMatch(tag -> tag.startsWith(prefix)))
                            && patterns.stream().allMatch(it -> tags.stream()
                                    .anyMatch(tag -> it.matcher(tag).matches()))
                            && !tags.isEmpty();
            };
        }

        /** @param newestFirst the images that it selects */
        List<StoredManifest> expired(List<StoredManifest> newestFirst, Instant now) {
            if (!byAge) {
                return newestFirst.stream().skip(number).toList();
            }
            long before = now.minus(Duration.ofDays(number)).toEpochMilli();
            return newestFirst.stream().filter(it -> it.pushedAt() < before).toList();
        }
    }

    LifecyclePolicy {
        rules = rules.stream().sorted(Comparator.comparingInt(Rule::priority)).toList();
    }

    /** @throws dev.vitrine.localcloud.http.AwsException when it is none */
    static LifecyclePolicy parse(String text) {
        JsonNode node;
        try {
            node = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw invalid("string is not valid JSON: " + e.getOriginalMessage());
        }
        List<Rule> rules = new ArrayList<>();
        for (JsonNode rule : node.path("rules")) {
            rules.add(rule(rule));
        }
        if (rules.isEmpty()) {
            throw invalid("object has missing required properties ([\"rules\"])");
        }
        if (rules.stream().map(Rule::priority).distinct().count() < rules.size()) {
            throw invalid("two rules have the same rulePriority");
        }
        LifecyclePolicy policy = new LifecyclePolicy(rules);
        for (Rule rule : policy.rules().subList(0, rules.size() - 1)) {
            if (rule.status() == TagStatus.ANY) {
                throw invalid("a rule with tagStatus \"any\" must have the highest rulePriority number");
            }
        }
        return policy;
    }

    /**
     * The images to delete now. An image is judged by the first rule that selects it and by no other; images of an index
     * stay as long as the index does.
     */
    List<StoredManifest> expired(List<StoredManifest> images, List<Registry.Tag> allTags, Instant now) {
        Map<String, List<String>> tags = new HashMap<>();
        allTags.forEach(tag ->
                tags.computeIfAbsent(tag.digest(), _ -> new ArrayList<>()).add(tag.name()));
        Set<String> inIndexes =
                images.stream().flatMap(it -> it.manifests().stream()).collect(Collectors.toSet());
        List<StoredManifest> newestFirst = images.stream()
                .filter(image -> !inIndexes.contains(image.digest()))
                .sorted(Comparator.comparingLong(StoredManifest::pushedAt)
                        .reversed()
                        .thenComparing(StoredManifest::digest))
                .toList();
        List<StoredManifest> expired = new ArrayList<>();
        Set<String> judged = new HashSet<>();
        for (Rule rule : rules) {
            List<StoredManifest> selected = newestFirst.stream()
                    .filter(image -> rule.selects(tags.getOrDefault(image.digest(), List.of())))
                    .toList();
            rule.expired(selected, now).stream()
                    .filter(image -> !judged.contains(image.digest()))
                    .forEach(expired::add);
            selected.forEach(image -> judged.add(image.digest()));
        }
        return expired;
    }

    private static Rule rule(JsonNode node) {
        JsonNode selection = node.path("selection");
        int priority = node.path("rulePriority").asInt();
        if (priority < 1) {
            throw invalid("rulePriority must be a number from 1");
        }
        if (!node.path("action").path("type").asText().equals("expire")) {
            throw invalid("the action's type must be \"expire\"");
        }
        int number = selection.path("countNumber").asInt();
        if (number < 1) {
            throw invalid("countNumber must be a number from 1");
        }
        TagStatus status =
                switch (selection.path("tagStatus").asText()) {
                    case "tagged" -> TagStatus.TAGGED;
                    case "untagged" -> TagStatus.UNTAGGED;
                    case "any" -> TagStatus.ANY;
                    default -> throw invalid("tagStatus must be \"tagged\", \"untagged\" or \"any\"");
                };
        boolean byAge =
                switch (selection.path("countType").asText()) {
                    case "imageCountMoreThan" -> false;
                    case "sinceImagePushed" -> true;
                    default -> throw invalid("countType must be \"imageCountMoreThan\" or \"sinceImagePushed\"");
                };
        if (byAge && !selection.path("countUnit").asText().equals("days")) {
            throw invalid("countUnit must be \"days\" where countType is \"sinceImagePushed\"");
        }
        List<String> prefixes = strings(selection.path("tagPrefixList"));
        List<Pattern> patterns = strings(selection.path("tagPatternList")).stream()
                .map(it -> Pattern.compile(Pattern.quote(it).replace("*", "\\E.*\\Q")))
                .toList();
        if (status == TagStatus.TAGGED && prefixes.isEmpty() && patterns.isEmpty()) {
            throw invalid("tagStatus \"tagged\" needs a tagPrefixList or a tagPatternList");
        }
        return new Rule(priority, status, prefixes, patterns, byAge, number);
    }

    private static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        array.forEach(element -> strings.add(element.asText()));
        return strings;
    }

    private static RuntimeException invalid(String why) {
        return EcrErrors.invalid("LifecyclePolicyText", "Lifecycle policy validation failure: " + why);
    }
}
