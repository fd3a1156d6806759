package dev.vitrine.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.common.operation.CloudSettings;
import dev.vitrine.common.operation.ClusterTask;
import dev.vitrine.console.cost.CostViewModel;
import dev.vitrine.console.kit.Inspection;
import dev.vitrine.console.kit.StateFile;
import dev.vitrine.console.kit.Texts;
import dev.vitrine.console.resource.RunProgress;
import dev.vitrine.console.resource.TaskPrices;
import dev.vitrine.console.resource.UsageStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stopping saves, where very much runs. */
class CostSavingsTest {
    private static final CloudSettings NOWHERE = new CloudSettings(
            Optional.of(URI.create("http://127.0.0.1:9")), Optional.empty(), Optional.of("us-east-1"));
    private static final int HOURS_PER_MONTH = 730;

    @Test
    void of_very_many_the_twenty_dearest_are_told_and_how_many_more_there_are(@TempDir Path folder) throws Exception {
        List<ClusterTask> workers = IntStream.rangeClosed(1, 1_025)
                .mapToObj(number -> task(number, "vitrine-banknote", "family:vitrine-banknote"))
                .toList();
        List<ClusterTask> services = IntStream.rangeClosed(1, 20)
                .mapToObj(number -> task(number, "service-" + number, "service:service-" + number))
                .toList();
        remember(folder, workers, services);
        try (TestDesk desk = new TestDesk(folder, NOWHERE, Runnable::run, Clock.systemUTC())) {
            CostViewModel cost = new CostViewModel(desk.desk(), new UsageStore(TestDesk.state(folder)));
            cost.shown(true);

            List<List<String>> idle = grid(cost, "Running idle now");
            assertThat(idle.subList(0, 20))
                    .extracting(List::getLast)
                    .containsExactlyElementsOf(IntStream.iterate(1_025, number -> number - 1)
                            .limit(20)
                            .mapToObj(number -> "task " + id(number) + " of vitrine-banknote")
                            .toList());
            TaskPrices prices = new TaskPrices("us-east-1");
            double others = workers.stream()
                    .limit(1_005)
                    .mapToDouble(task -> HOURS_PER_MONTH * prices.hourly(task))
                    .sum();
            assertThat(idle.subList(20, idle.size())).containsExactly(List.of(Texts.dollars(others), "and 1,005 more"));

            assertThat(grid(cost, "Not idle, as far as known"))
                    .as("twenty are all told")
                    .hasSize(20)
                    .extracting(List::getLast)
                    .allMatch(text -> text.startsWith("1 task of service-"));
        }
    }

    private static void remember(Path folder, List<ClusterTask> workers, List<ClusterTask> services)
            throws IOException {
        List<ClusterTask> tasks = new ArrayList<>(workers);
        tasks.addAll(services);
        StateFile state = TestDesk.state(folder);
        state.putList("tasks", tasks);
        state.put("tasksAt", Instant.now());
        state.putList("runs", List.<RunProgress>of());
        state.put("runsAt", Instant.now());
        state.save();
    }

    private static List<List<String>> grid(CostViewModel cost, String heading) {
        return cost.inspectionProperty().get().parts().stream()
                .filter(part -> part.heading().equals(heading))
                .map(part -> ((Inspection.Grid) part).rows())
                .findFirst()
                .orElseThrow();
    }

    private static String id(int number) {
        return String.format(Locale.ROOT, "%08d", number);
    }

    /** The higher its number, the dearer. */
    private static ClusterTask task(int number, String family, String group) {
        Instant longAgo = Instant.now().minusSeconds(3_600);
        return new ClusterTask(
                "arn:aws:ecs:us-east-1:000000000000:task/vitrine/" + id(number),
                family,
                1,
                group,
                "RUNNING",
                1_024,
                1_024 + 8 * number,
                Optional.of(longAgo),
                Optional.of(longAgo),
                Optional.empty(),
                group.startsWith("service:") ? "ecs-svc/" + number : ClusterTask.DISPATCHER,
                false,
                "batch",
                "runtime-" + number,
                "image",
                "",
                Optional.empty(),
                "",
                Optional.empty());
    }
}
