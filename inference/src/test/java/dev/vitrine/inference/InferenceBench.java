package dev.vitrine.inference;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Measures cells to outcomes to cells of a shipped prototype with one thread: {@code InferenceBench banknote [rows]}.
 * Rows per second of CPU, since a busy computer says little by the clock.
 */
final class InferenceBench {
    private static final int TABLE_ROWS = 50_000;

    private InferenceBench() {}

    public static void main(String[] arguments) throws IOException {
        String prototype = arguments.length > 0 ? arguments[0] : "banknote";
        long wanted = arguments.length > 1 ? Long.parseLong(arguments[1]) : 5_000_000;
        List<List<String>> table = Samples.table(prototype);
        List<List<String>> rows = new ArrayList<>();
        while (rows.size() < TABLE_ROWS) {
            rows.addAll(table.subList(1, table.size()));
        }
        try (Inference inference = Samples.load(prototype, 1)) {
            TablePredictor predictor = inference.forColumns(table.getFirst());
            single(predictor, rows);
            for (long done = 0; done < wanted; done += rows.size()) {
                long cpu = cpu();
                predictor.predict(1, rows, Samples.CONTEXT);
                System.out.printf(
                        "%,d rows: %,.0f rows per second of CPU, resident %d MB%n",
                        done + rows.size(), rows.size() / ((cpu() - cpu) / 1e9), residentMb());
            }
            single(predictor, rows);
        }
    }

    private static void single(TablePredictor predictor, List<List<String>> rows) {
        long[] nanos = new long[20_000];
        for (int i = 0; i < nanos.length; i++) {
            List<List<String>> row = List.of(rows.get(i));
            long start = System.nanoTime();
            predictor.predict(1, row, Samples.CONTEXT);
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        System.out.printf(
                "one row: p50 %.0f us, p99 %.0f us%n",
                nanos[nanos.length / 2] / 1e3, nanos[nanos.length * 99 / 100] / 1e3);
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static long residentMb() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(-1);
    }
}
