package dev.vitrine.localcloud.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.localcloud.http.AwsException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScalingServiceTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TARGET = """
            "ServiceNamespace": "ecs", "ResourceId": "service/vitrine/vitrine-frontend",
            "ScalableDimension": "ecs:service:DesiredCount\"""";

    private final Counts counts = new Counts(new ConcurrentHashMap<>(Map.of("vitrine/vitrine-frontend", 1)));
    private Instant now = Instant.parse("2026-03-02T12:00:00Z");

    @TempDir
    private Path folder;

    private ScalingService scaling;

    /** Services that are only numbers. */
    private record Counts(Map<String, Integer> desired) implements ScalingService.ServiceCounts {
        @Override
        public Optional<Integer> desired(String cluster, String service) {
            return Optional.ofNullable(desired.get(cluster + "/" + service));
        }

        @Override
        public void change(String cluster, String service, int count) {
            desired.put(cluster + "/" + service, count);
        }
    }

    @BeforeEach
    void start() {
        InstantSource source = () -> now;
        scaling = new ScalingService(folder, counts, source.withZone(ZoneOffset.UTC));
    }

    @AfterEach
    void stop() {
        scaling.close();
    }

    @Test
    void a_service_is_held_within_its_bounds() {
        call("RegisterScalableTarget", "\"MinCapacity\": 2, \"MaxCapacity\": 4");
        assertThat(frontends()).isEqualTo(2);

        call("RegisterScalableTarget", "\"MinCapacity\": 0, \"MaxCapacity\": 1");
        assertThat(frontends()).isEqualTo(1);
        assertThatThrownBy(() -> call("RegisterScalableTarget", "\"MinCapacity\": 5"))
                .isInstanceOf(AwsException.class)
                .hasMessage("Maximum capacity cannot be less than minimum capacity.");
    }

    @Test
    void a_frontend_sleeps_at_night_and_wakes_in_the_morning() {
        call("RegisterScalableTarget", "\"MinCapacity\": 1, \"MaxCapacity\": 4");
        action("sleep", "cron(0 20 * * ? *)", 0, 0);
        action("wake", "cron(0 6 * * ? *)", 1, 4);

        at("2026-03-02T19:59:00Z");
        assertThat(frontends()).isEqualTo(1);
        at("2026-03-02T20:00:30Z");
        assertThat(frontends()).isZero();
        at("2026-03-03T06:00:30Z");
        assertThat(frontends()).isEqualTo(1);
    }

    @Test
    void what_was_put_is_described_and_goes_with_its_target() {
        call("RegisterScalableTarget", "\"MinCapacity\": 1, \"MaxCapacity\": 4");
        action("sleep", "cron(0 20 * * ? *)", 0, 0);
        call("PutScalingPolicy", "\"PolicyName\": \"cpu\", \"PolicyType\": \"TargetTrackingScaling\"");

        assertThat(call("DescribeScalingPolicies", "")
                        .path("ScalingPolicies")
                        .path(0)
                        .path("PolicyARN")
                        .asText())
                .startsWith("arn:aws:application-autoscaling:us-east-1:000000000000:scalingPolicy:");
        call("DeregisterScalableTarget", "");
        assertThat(call("DescribeScheduledActions", "").path("ScheduledActions"))
                .isEmpty();
        assertThatThrownBy(() -> call("PutScalingPolicy", "\"PolicyName\": \"cpu\""))
                .isInstanceOf(AwsException.class)
                .hasMessageStartingWith("No scalable target registered");
    }

    private void action(String name, String schedule, int least, int most) {
        call("PutScheduledAction", """
                "ScheduledActionName": "%s", "Schedule": "%s",
                "ScalableTargetAction": {"MinCapacity": %d, "MaxCapacity": %d}""".formatted(name, schedule, least, most));
    }

    private void at(String time) {
        now = Instant.parse(time);
        scaling.look();
    }

    private int frontends() {
        return counts.desired("vitrine", "vitrine-frontend").orElseThrow();
    }

    private JsonNode call(String operation, String members) {
        try {
            String json = "{" + TARGET + (members.isEmpty() ? "" : ", " + members) + "}";
            return scaling.call(operation, (ObjectNode) JSON.readTree(json));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
