package dev.vitrine.console.log;

import atlantafx.base.theme.PrimerDark;
import dev.vitrine.common.log.LogStreams;
import dev.vitrine.console.kit.SaveDialog;
import dev.vitrine.console.log.tail.TailSettings;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;

/**
 * Follows a log in a real window: {@code <lines behind> <lines a second> <seconds>}. Prints frames a second, the time
 * between frames, memory, and the load of an idle window.
 */
final class LogFollowMeasurements {
    private static final int IDLE_SECONDS = 10;

    private LogFollowMeasurements() {}

    public static void main(String[] args) throws Exception {
        long behind = Long.parseLong(args[0]);
        long rate = Long.parseLong(args[1]);
        int seconds = Integer.parseInt(args[2]);
        TailSettings quick = new TailSettings(
                Duration.ofSeconds(60),
                Duration.ofMillis(50),
                Duration.ofMillis(200),
                Duration.ofSeconds(30),
                Duration.ofSeconds(90));
        EndlessLog source = new EndlessLog(behind, rate);
        CountDownLatch up = new CountDownLatch(1);
        LogDockViewModel[] dock = new LogDockViewModel[1];
        Platform.startup(() -> {
            Application.setUserAgentStylesheet(new PrimerDark().getUserAgentStylesheet());
            dock[0] = new LogDockViewModel(() -> source, Platform::runLater, Clock.systemUTC(), quick);
            Stage stage = new Stage();
            stage.setScene(new Scene(new LogDock(dock[0], SaveDialog.OF_THE_DESKTOP), 1280, 800));
            stage.setTitle("Vitrine - measurement");
            stage.show();
            up.countDown();
        });
        up.await();
        System.out.printf(Locale.ROOT, "idle window: %.1f %% of a CPU%n", loadOver(IDLE_SECONDS));
        Platform.runLater(() -> {
            dock[0].open(LogTarget.of("measurement", "/load", new LogStreams.All(), false));
            dock[0].chosenProperty().get().ifPresent(log -> log.sinceProperty().set(Since.ALL));
        });
        long began = System.nanoTime();
        while (lines(dock[0]) < behind) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        System.out.printf(Locale.ROOT, "%,d lines read in %.1f s%n", behind, (System.nanoTime() - began) / 1e9);
        measure("follow", seconds, dock[0], rate);
        Platform.runLater(() -> dock[0].logs().getFirst().includeProperty().set("7 rows"));
        measure("follow with a filter", seconds, dock[0], rate);
        System.gc();
        System.out.printf(Locale.ROOT, "heap in use %d MB, resident %s%n", heap() >> 20, resident());
        Platform.runLater(() -> {
            dock[0].close();
            Platform.exit();
        });
    }

    private static void measure(String what, int seconds, LogDockViewModel dock, long rate) throws Exception {
        long before = lines(dock);
        Frames frames = new Frames();
        Platform.runLater(frames::start);
        double load = loadOver(seconds);
        Platform.runLater(frames::stop);
        System.out.printf(
                Locale.ROOT,
                "%s: %.1f frames/s, slowest gap of 99 %% %.0f ms, %,.0f lines/s shown of %,d printed, %.0f %% of a CPU,"
                        + " resident %s%n",
                what,
                frames.perSecond(),
                frames.gap99(),
                (lines(dock) - before) / (double) seconds,
                rate,
                load,
                resident());
    }

    private static long lines(LogDockViewModel dock) {
        return dock.logs().isEmpty()
                ? 0
                : dock.logs().getFirst().completenessProperty().get().lines();
    }

    private static double loadOver(int seconds) throws InterruptedException {
        com.sun.management.OperatingSystemMXBean system =
                (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        long began = System.nanoTime();
        TimeUnit.SECONDS.sleep(seconds);
        return 100.0 * (system.getProcessCpuTime() - cpu) / (System.nanoTime() - began);
    }

    private static long heap() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static String resident() throws Exception {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                ? Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmRSS"))
                        .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024 + " MB")
                        .findFirst()
                        .orElse("unknown")
                : "unknown";
    }

    /** Counts pulses on the screen's thread. */
    private static final class Frames extends AnimationTimer {
        private long[] times = new long[1 << 16];
        private int count;

        @Override
        public void handle(long now) {
            if (count < times.length) {
                times[count++] = System.nanoTime();
            }
        }

        double perSecond() {
            return (count - 1) * 1e9 / (times[count - 1] - times[0]);
        }

        double gap99() {
            long[] gaps = new long[count - 1];
            for (int i = 1; i < count; i++) {
                gaps[i - 1] = times[i] - times[i - 1];
            }
            Arrays.sort(gaps);
            return gaps[gaps.length * 99 / 100] / 1e6;
        }
    }
}
