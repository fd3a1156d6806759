package dev.vitrine.packaging.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a run starts it keeps alive, and ends. */
class StartAndEndIT {
    private static final String ROW =
            "{\"inputs\":[{\"variance\":3.6216,\"skewness\":8.6661,\"curtosis\":-2.8073,\"entropy\":-0.44699}]}";

    @Test
    void what_dies_comes_back_and_ctrl_c_ends_everything() {
        RunningVitrine vitrine = RunningVitrine.start();
        try (vitrine) {
            ApiClient api = vitrine.api();
            api.predict("banknote", ROW);

            ProcessHandle cloud = vitrine.processes("local-cloud").getFirst();
            assertThat(cloud.destroyForcibly()).isTrue();
            await("the local cloud is back, and its load balancer with it")
                    .atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .until(() -> api.tryPredict("banknote", ROW).statusCode() == 200);
            assertThat(vitrine.output())
                    .anyMatch(line ->
                            line.startsWith("The local cloud ended unexpectedly (signal 9); starting it again"));

            ProcessHandle frontend = vitrine.processes("frontend").getFirst();
            assertThat(frontend.destroyForcibly()).isTrue();
            await("the frontend is back")
                    .atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .until(() -> api.get("/health").statusCode() == 200);

            api.predict("banknote", ROW);
            List<ProcessHandle> all = new ArrayList<>(vitrine.processes("local-cloud"));
            all.addAll(vitrine.processes("frontend"));
            all.addAll(vitrine.processes("function"));
            assertThat(all).hasSizeGreaterThanOrEqualTo(3);
            assertThat(vitrine.end()).isZero();
            assertThat(all).noneMatch(ProcessHandle::isAlive);
        }
    }

    @Test
    void a_run_that_was_killed_is_cleared_away_by_the_next_which_knows_what_was_done() {
        Path state = RunningVitrine.newFolder();
        RunningVitrine killed = RunningVitrine.start(state, RunCommand.PROTOTYPES);
        killed.api().predict("banknote", ROW);
        await("the function is written down")
                .atMost(Duration.ofSeconds(10))
                .until(() -> !killed.processes("function").isEmpty()
                        && Files.readString(state.resolve("run/processes"))
                                .contains(
                                        killed.processes("function").getFirst().pid() + " "));
        List<ProcessHandle> left = new ArrayList<>(killed.processes("local-cloud"));
        left.addAll(killed.processes("frontend"));
        left.addAll(killed.processes("function"));
        killed.process().destroyForcibly();
        await().until(() -> !killed.process().isAlive());

        try (RunningVitrine next = RunningVitrine.start(state, RunCommand.PROTOTYPES)) {
            assertThat(left).noneMatch(ProcessHandle::isAlive);
            assertThat(next.output()).anyMatch(line -> line.contains("that an earlier run left behind"));
            assertThat(next.output()).noneMatch(line -> line.startsWith("new "));
            next.api().predict("banknote", ROW);
        }
    }
}
