package dev.vitrine.packaging.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.common.prototype.ManifestReader;
import dev.vitrine.common.prototype.Prototype;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;

class OneTimeScheduleTest {
    private static final String WHEN = "at(2026-12-24T18:00:00)";
    private static final Instant BEFORE = Instant.parse("2026-12-24T16:59:59Z");
    private static final Instant AFTER = Instant.parse("2026-12-24T17:00:01Z");

    private static Prototype prototype(String schedule) {
        return ManifestReader.read("prototype.yaml", """
                name: nightly
                title: Nightly
                inputs:
                  - {name: x, type: number}
                outputs:
                  - {name: y, type: number}
                predictor: {engine: OnnxRuntime, model: model/}
                """ + schedule);
    }

    private static Prototype inBerlin(String when) {
        return prototype("schedule: {when: " + when + ", timeZone: Europe/Berlin, table: data/nightly.csv}\n");
    }

    private static OneTimeSchedule schedule(Optional<Stack> stack) {
        return OneTimeSchedule.of(inBerlin(WHEN), stack).orElseThrow();
    }

    private static Stack stack(String when, Output... outputs) {
        return Stack.builder()
                .parameters(parameter("ScheduleExpression", when), parameter("ScheduleTimeZone", "Europe/Berlin"))
                .outputs(outputs)
                .build();
    }

    private static Parameter parameter(String key, String value) {
        return Parameter.builder().parameterKey(key).parameterValue(value).build();
    }

    private static Output function() {
        return Output.builder()
                .outputKey("Function")
                .outputValue("vitrine-nightly")
                .build();
    }

    @Test
    void what_starts_again_and_again_or_never_is_none() {
        assertThat(OneTimeSchedule.of(prototype(""), Optional.empty())).isEmpty();
        assertThat(OneTimeSchedule.of(inBerlin("rate(1 day)"), Optional.empty()))
                .isEmpty();
    }

    @Test
    void a_time_to_come_is_taken_by_the_clock_of_its_time_zone() {
        assertThatCode(() -> schedule(Optional.empty()).require(BEFORE)).doesNotThrowAnyException();
        assertThat(schedule(Optional.empty()).over(BEFORE)).isEmpty();
    }

    @Test
    void a_time_that_has_passed_is_refused_with_its_field_and_the_remedy() {
        assertThatThrownBy(() -> schedule(Optional.empty()).require(AFTER))
                .isInstanceOf(DeployException.class)
                .hasMessage("nightly: schedule.when in its prototype.yaml is at(2026-12-24T18:00:00) in Europe/Berlin,"
                        + " which has passed, so the table would never be done. Give a time that is still to come,"
                        + " or take the schedule out.");
    }

    @Test
    void a_schedule_that_is_there_already_may_have_had_its_time_and_that_is_told() {
        OneTimeSchedule schedule = schedule(Optional.of(stack(WHEN, function())));
        assertThatCode(() -> schedule.require(AFTER)).doesNotThrowAnyException();
        assertThat(schedule.over(AFTER))
                .contains("schedule of nightly, at(2026-12-24T18:00:00) in Europe/Berlin, which has passed:"
                        + " it starts nothing any more");
    }

    @Test
    void a_stack_with_another_time_or_with_its_repositories_alone_does_not_have_it() {
        Stack another = stack("at(2026-12-23T18:00:00)", function());
        assertThatThrownBy(() -> schedule(Optional.of(another)).require(AFTER)).isInstanceOf(DeployException.class);
        assertThatThrownBy(() -> schedule(Optional.of(stack(WHEN))).require(AFTER))
                .isInstanceOf(DeployException.class);
    }
}
