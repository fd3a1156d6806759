package dev.vitrine.common.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RealtimeJsonTest {
    @Test
    void eventsAndAnswersComeBackAsTheyWere() {
        PredictionCall call = new PredictionCall(
                "c1",
                "banknote",
                "abc",
                Instant.parse("2026-01-31T10:00:00Z"),
                Long.MIN_VALUE,
                List.of("a", "b"),
                List.of(List.of("1", "ü\"\n")));
        same(RealtimeEvent.class, new RealtimeEvent.Predict(call));
        same(RealtimeEvent.class, new RealtimeEvent.Explore(call));
        same(RealtimeEvent.class, new RealtimeEvent.Expand(new FormCall("p", "v", Map.of("start", "2026-01-31"))));
        same(
                PredictionAnswer.class,
                new PredictionAnswer(
                        "abc",
                        List.of(
                                new PrintedOutcome.Outputs(List.of("forged", "1.5")),
                                new PrintedOutcome.Reject("a", "x", "is not a number")),
                        120));
        same(FormAnswer.class, new FormAnswer.Rows(List.of("day"), List.of(List.of("2026-01-31"))));
        same(FormAnswer.class, new FormAnswer.Invalid("end", "is before start"));
    }

    @Test
    void refusesForeignTypes() {
        assertThatThrownBy(() -> RealtimeJson.read(
                        "{\"java.lang.Runtime\":{}}".getBytes(StandardCharsets.UTF_8), RealtimeEvent.class))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static <T> void same(Class<T> type, T value) {
        assertThat(RealtimeJson.read(RealtimeJson.write(value), type)).isEqualTo(value);
    }
}
