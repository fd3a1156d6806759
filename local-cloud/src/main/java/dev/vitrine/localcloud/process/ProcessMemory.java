package dev.vitrine.localcloud.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What the system tells of a process's memory. */
public final class ProcessMemory {
    private ProcessMemory() {}

    /** The most that it ever had resident, bytes; empty where the system does not tell or it has ended. */
    public static OptionalLong peak(long pid) {
        return field(pid, "VmHWM:");
    }

    /** What it has resident now, bytes; empty where the system does not tell or it has ended. */
    public static OptionalLong resident(long pid) {
        return field(pid, "VmRSS:");
    }

    private static OptionalLong field(long pid, String name) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst();
        } catch (IOException | UncheckedIOException e) {
            return OptionalLong.empty();
        }
    }
}
