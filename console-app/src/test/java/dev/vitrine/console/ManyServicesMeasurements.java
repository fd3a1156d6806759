package dev.vitrine.console;

import static org.awaitility.Awaitility.await;

import dev.vitrine.common.operation.CloudSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javafx.animation.AnimationTimer;
import javafx.scene.control.skin.VirtualFlow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Lists many services and tasks in a real window, and scrolls them: {@code make bench_console}. Prints what the budgets of
 * the interfaces make of it, the time to the whole list, requests a second, and frames a second.
 */
class ManyServicesMeasurements {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @Test
    void many_services_and_tasks_are_listed_and_scrolled(@TempDir Path folder) throws Exception {
        int services = Integer.getInteger("vitrine.services", 2_000);
        int tasks = Integer.getInteger("vitrine.tasks", 20_000);
        try (TestCloud cloud = new TestCloud(folder);
                ManyServices many = new ManyServices(cloud.endpoint(), services, tasks)) {
            budget("services", services / 100, services / 10);
            budget("tasks", tasks / 100, tasks / 100);
            TestConsole console = TestConsole.open(
                    Path.of(System.getProperty(
                            "vitrine.benchState", folder.resolve("console").toString())),
                    Map.of(),
                    new CloudSettings(Optional.of(many.endpoint()), Optional.empty(), Optional.of("us-east-1")),
                    ViewKind.serve);
            Instant began = Instant.now();
            rows(console, 1);
            said("first row", began);
            rows(console, services);
            said(services + " services", began);
            await().atMost(PATIENCE)
                    .until(() -> many.calls().stream()
                                    .filter(call -> call.operation().equals("DescribeTasks"))
                                    .count()
                            >= tasks / 100);
            said(tasks + " tasks", began);
            calls(many.calls());
            scroll(console, Integer.getInteger("vitrine.seconds", 10));
            Runtime.getRuntime().gc();
            System.out.printf(
                    Locale.ROOT,
                    "heap in use: %d MB%n",
                    (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20);
            console.close();
        }
    }

    private static void budget(String what, int lists, int describes) {
        int calls = lists + describes;
        System.out.printf(
                Locale.ROOT,
                "%s: %d lists and %d describes; 40 at once, then 8 a second: at least %d s (AWS: 100, then 20)%n",
                what,
                lists,
                describes,
                Math.max(0, (calls - 40) / 8));
    }

    private static void rows(TestConsole console, int count) {
        await().atMost(PATIENCE)
                .until(() ->
                        console.onScreen(() -> console.table("serve").getItems().size()) >= count);
    }

    private static void said(String what, Instant began) {
        System.out.printf(
                Locale.ROOT,
                "%s after %.1f s%n",
                what,
                Duration.between(began, Instant.now()).toMillis() / 1e3);
    }

    private static void calls(List<ManyServices.Call> calls) {
        calls.stream()
                .collect(Collectors.groupingBy(ManyServices.Call::operation))
                .forEach((operation, some) -> System.out.printf(
                        Locale.ROOT,
                        "%s: %d calls, %d in the busiest second%n",
                        operation,
                        some.size(),
                        ManyServices.busiestSecond(some)));
    }

    private static void scroll(TestConsole console, int seconds) throws InterruptedException {
        VirtualFlow<?> flow =
                console.onScreen(() -> (VirtualFlow<?>) console.table("serve").lookup(".virtual-flow"));
        CountDownLatch done = new CountDownLatch(1);
        long[] seen = new long[3];
        console.onScreen(() -> {
            new AnimationTimer() {
                private long began;
                private long last;

                @Override
                public void handle(long now) {
                    if (began == 0) {
                        began = now;
                        last = now;
                    }
                    seen[0]++;
                    seen[1] = Math.max(seen[1], now - last);
                    last = now;
                    flow.scrollPixels(seen[0] / 300 % 2 == 0 ? 60 : -60);
                    if (now - began >= TimeUnit.SECONDS.toNanos(seconds)) {
                        seen[2] = now - began;
                        stop();
                        done.countDown();
                    }
                }
            }.start();
            return true;
        });
        done.await();
        System.out.printf(
                Locale.ROOT,
                "scrolling: %.1f frames/s, longest gap %d ms%n",
                seen[0] * 1e9 / seen[2],
                TimeUnit.NANOSECONDS.toMillis(seen[1]));
    }
}
