package dev.vitrine.localcloud.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Control groups of Linux that give programs a share of the processors; both versions of them. */
public final class ProcessorGroups {
    private static final int PERIOD_MICROS = 100_000;

    private final Path root;
    private final boolean second;

    private ProcessorGroups(Path root, boolean second) {
        this.root = root;
        this.second = second;
    }

    /** Empty where this process may make none: mostly it must be root's. */
    public static Optional<ProcessorGroups> find() {
        Path fs = Path.of("/sys/fs/cgroup");
        Path first = fs.resolve("cpu");
        if (Files.isWritable(first) && Files.exists(first.resolve("cpu.cfs_quota_us"))) {
            return Optional.of(new ProcessorGroups(first, false));
        }
        return Files.isWritable(fs) && isGranted(fs.resolve("cgroup.subtree_control"))
                ? Optional.of(new ProcessorGroups(fs, true))
                : Optional.empty();
    }

    private static boolean isGranted(Path control) {
        try {
            return (" " + Files.readString(control).strip() + " ").contains(" cpu ");
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Makes a group.
     *
     * @param cpus processors that its programs get at most, together
     */
    Path make(String name, double cpus) throws IOException {
        Path group = Files.createDirectories(root.resolve("vitrine-" + name.toLowerCase(Locale.ROOT)));
        long quota = Math.round(cpus * PERIOD_MICROS);
        if (second) {
            Files.writeString(group.resolve("cpu.max"), quota + " " + PERIOD_MICROS);
        } else {
            Files.writeString(group.resolve("cpu.cfs_period_us"), Integer.toString(PERIOD_MICROS));
            Files.writeString(group.resolve("cpu.cfs_quota_us"), Long.toString(quota));
        }
        return group;
    }
}
