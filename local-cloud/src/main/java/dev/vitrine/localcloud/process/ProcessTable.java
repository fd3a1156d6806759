package dev.vitrine.localcloud.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the system tells of all processes at one moment; nothing where it has no {@code /proc}. */
public final class ProcessTable {
    private static final Path PROC = Path.of("/proc");

    /** What Linux counts processor time in, for programs that read {@code /proc}. */
    private static final double TICKS_PER_SECOND = 100;

    private final Map<Long, Double> processorSeconds = new HashMap<>();
    private final Map<Long, List<Long>> children = new HashMap<>();

    /**
     * What a program has used with all processes that it started.
     *
     * @param processorSeconds since its start
     * @param resident bytes of memory at this moment
     */
    public record Usage(double processorSeconds, long resident) {
        public Usage plus(Usage other) {
            return new Usage(processorSeconds + other.processorSeconds, resident + other.resident);
        }
    }

    private ProcessTable() {}

    public static ProcessTable read() {
        ProcessTable table = new ProcessTable();
        if (Files.isDirectory(PROC)) {
            try (DirectoryStream<Path> folders = Files.newDirectoryStream(PROC, "[0-9]*")) {
                folders.forEach(table::add);
            } catch (IOException e) {
                return new ProcessTable();
            }
        }
        return table;
    }

    private void add(Path folder) {
        String stat;
        try {
            stat = Files.readString(folder.resolve("stat"));
        } catch (IOException e) {
            return; // It has ended.
        }
        // The name in brackets may hold anything. After it come the state, the parent and, from the twelfth, the times.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long pid = Long.parseLong(folder.getFileName().toString());
        long ticks = 0;
        for (int i = 11; i <= 14; i++) {
            ticks += Long.parseLong(fields[i]);
        }
        processorSeconds.put(pid, ticks / TICKS_PER_SECOND);
        children.computeIfAbsent(Long.valueOf(fields[1]), _ -> new ArrayList<>())
                .add(pid);
    }

    /** What the process and its descendants have used; empty when there is no such process. */
    public Optional<Usage> usage(long pid) {
        Double own = processorSeconds.get(pid);
        if (own == null) {
            return Optional.empty();
        }
        Usage sum = new Usage(own, ProcessMemory.resident(pid).orElse(0));
        for (long child : children.getOrDefault(pid, List.of())) {
            sum = usage(child).map(sum::plus).orElse(sum);
        }
        return Optional.of(sum);
    }
}
