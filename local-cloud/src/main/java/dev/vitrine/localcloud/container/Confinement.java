package dev.vitrine.localcloud.container;

import dev.vitrine.localcloud.process.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** How far an engine can hold containers to limits on this machine, best first. */
enum Confinement {
    /** Memory and processors as the launch says. */
    FULL,
    /** So too, but the engine's own defaults of open files and processes are more than it may give. */
    LOWER_USER_LIMITS,
    /** No control group can be written. */
    USER_LIMITS_ALONE,
    /** No control group can even be made. */
    NO_CONTROL_GROUP;

    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final long FILES = 16_384;
    private static final long PROCESSES = 4_096;

    /** The words that ask for it. */
    List<String> words(Launch.Limits limits) {
        return switch (this) {
            case FULL -> groupLimits(limits);
            case LOWER_USER_LIMITS -> both(userLimits(), groupLimits(limits));
            case USER_LIMITS_ALONE -> userLimits();
            case NO_CONTROL_GROUP -> both(userLimits(), List.of("--cgroups=disabled"));
        };
    }

    /** Whether memory and processors are limited. */
    boolean limitsMemory() {
        return this == FULL || this == LOWER_USER_LIMITS;
    }

    private static List<String> groupLimits(Launch.Limits limits) {
        List<String> words = new ArrayList<>();
        if (limits.memory() > 0) {
            words.addAll(List.of("--memory", limits.memory() + "m", "--memory-swap", limits.memory() + "m"));
        }
        if (limits.cpus() > 0) {
            double all = Runtime.getRuntime().availableProcessors();
            words.addAll(List.of("--cpus", Double.toString(Math.min(limits.cpus(), all))));
        }
        return words;
    }

    private static List<String> userLimits() {
        long files = Math.min(FILES, hardLimit("Max open files").orElse(FILES));
        long processes = Math.min(PROCESSES, hardLimit("Max processes").orElse(PROCESSES));
        return List.of("--ulimit", "nofile=" + files + ":" + files, "--ulimit", "nproc=" + processes + ":" + processes);
    }

    private static List<String> both(List<String> first, List<String> second) {
        List<String> words = new ArrayList<>(first);
        words.addAll(second);
        return words;
    }

    /** What this process may raise its own limit to; empty for any number, and where the system does not tell. */
    private static OptionalLong hardLimit(String what) {
        try {
            return Files.readAllLines(LIMITS).stream()
                    .filter(line -> line.startsWith(what))
                    .map(line -> line.substring(what.length()).strip().split("\\s+", -1)[1])
                    .filter(limit -> limit.matches("\\d{1,18}"))
                    .mapToLong(Long::parseLong)
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
