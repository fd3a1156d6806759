package dev.vitrine.common.artifact;

import java.util.List;

/**
 * What a publish did.
 *
 * @param version the champion from now on
 * @param files in order of their paths; removed ones come last
 */
public record PublishReport(String prototype, String version, List<FileChange> files) {
    public PublishReport {
        files = List.copyOf(files);
    }

    /** Whether anything differs from what was served before. */
    public boolean changed() {
        return files.stream().anyMatch(file -> file.change() != Change.UNCHANGED);
    }

    /** How a file compares with the version that was served before. */
    public enum Change {
        NEW,
        CHANGED,
        UNCHANGED,
        REMOVED
    }

    /** One file of the prototype's folder. */
    public record FileChange(String path, Change change) {}
}
