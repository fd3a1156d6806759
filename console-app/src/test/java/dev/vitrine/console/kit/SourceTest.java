package dev.vitrine.console.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.common.operation.CloudProblem;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourceTest {
    private static final CloudProblem REFUSED = new CloudProblem(CloudProblem.Kind.REFUSED, "you may not list tasks");
    private static final Instant EARLY = Instant.parse("2026-01-01T10:00:00Z");

    @Test
    void what_cannot_be_read_is_told_with_its_time_and_the_reason_once() {
        List<Source> sources = List.of(
                new Source("Runs", Reading.of("runs", EARLY.plusSeconds(60))),
                new Source("Tasks", Reading.of("tasks", EARLY).failed(REFUSED)),
                new Source("Services", Reading.none().failed(REFUSED)));

        assertThat(Source.trouble(sources))
                .isEqualTo("Tasks not read since " + Texts.time(EARLY)
                        + ", Services not read yet: you may not list tasks");
        assertThat(Source.oldest(sources)).contains(EARLY);
    }

    @Test
    void nothing_is_told_while_all_can_be_read() {
        assertThat(Source.trouble(List.of(new Source("Runs", Reading.none())))).isEmpty();
        assertThat(Source.oldest(List.of(new Source("Runs", Reading.none())))).isEmpty();
    }
}
