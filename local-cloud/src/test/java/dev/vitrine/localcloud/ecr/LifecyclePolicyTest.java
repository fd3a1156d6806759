package dev.vitrine.localcloud.ecr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.localcloud.registry.Registry.Tag;
import dev.vitrine.localcloud.registry.StoredManifest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LifecyclePolicyTest {
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

    private final List<StoredManifest> images = new ArrayList<>();
    private final List<Tag> tags = new ArrayList<>();

    @Test
    void untaggedImagesExpireByAge() {
        image("old", 20);
        image("young", 5);
        image("tagged", 30, "v1");

        assertThat(expired(rule(1, "untagged", "", "sinceImagePushed", 14))).containsExactly("old");
    }

    @Test
    void theNewestImagesOfAPrefixStay() {
        image("a", 3, "v1");
        image("b", 2, "v2");
        image("c", 1, "v3");
        image("d", 9, "other");

        assertThat(expired(rule(1, "tagged", "\"tagPrefixList\":[\"v\"],", "imageCountMoreThan", 2)))
                .containsExactly("a");
        assertThat(expired(rule(1, "tagged", "\"tagPatternList\":[\"*th*\"],", "sinceImagePushed", 2)))
                .containsExactly("d");
    }

    @Test
    void anImageIsJudgedByTheFirstRuleThatSelectsItAlone() {
        image("kept", 50, "prod");
        image("a", 40, "v1");
        image("b", 30);

        String rules = rule(2, "any", "", "sinceImagePushed", 10) + ","
                + rule(1, "tagged", "\"tagPrefixList\":[\"prod\"],", "imageCountMoreThan", 1);

        assertThat(expired(rules)).containsExactly("b", "a");
    }

    @Test
    void imagesOfAnIndexStayWithIt() {
        image("child", 50);
        images.add(new StoredManifest(
                "r", "index", "type", null, 1, List.of(), List.of("child"), null, NOW.toEpochMilli(), null));

        assertThat(expired(rule(1, "any", "", "sinceImagePushed", 10))).isEmpty();
    }

    @Test
    void aPolicyThatIsNoneIsNamed() {
        assertThatThrownBy(() -> LifecyclePolicy.parse("{")).hasMessageContaining("not valid JSON");
        assertThatThrownBy(() -> expired(rule(1, "some", "", "imageCountMoreThan", 1)))
                .hasMessageContaining("tagStatus");
        assertThatThrownBy(() -> expired(rule(1, "tagged", "", "imageCountMoreThan", 1)))
                .hasMessageContaining("tagPrefixList");
        assertThatThrownBy(() -> expired(rule(1, "any", "", "imageCountMoreThan", 1) + ","
                        + rule(2, "untagged", "", "imageCountMoreThan", 1)))
                .hasMessageContaining("highest rulePriority");
        assertThatThrownBy(() -> expired(rule(1, "any", "", "imageCountMoreThan", 0)))
                .hasMessageContaining("countNumber");
    }

    private List<String> expired(String rules) {
        return LifecyclePolicy.parse("{\"rules\":[" + rules + "]}").expired(images, tags, NOW).stream()
                .map(StoredManifest::digest)
                .toList();
    }

    private static String rule(int priority, String status, String more, String countType, int number) {
        String unit = countType.equals("sinceImagePushed") ? "\"countUnit\":\"days\"," : "";
        return """
                {"rulePriority":%d,"selection":{"tagStatus":"%s",%s%s"countType":"%s","countNumber":%d},
                "action":{"type":"expire"}}""".formatted(priority, status, more, unit, countType, number);
    }

    private void image(String digest, int daysOld, String... names) {
        long pushed = NOW.minus(Duration.ofDays(daysOld)).toEpochMilli();
        images.add(new StoredManifest("r", digest, "type", null, 1, List.of(), List.of(), null, pushed, null));
        for (String name : names) {
            tags.add(new Tag("r", name, digest));
        }
    }
}
