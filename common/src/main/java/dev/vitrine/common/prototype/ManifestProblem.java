package dev.vitrine.common.prototype;

/**
 * One thing to mend in a manifest.
 *
 * @param line from 1
 */
public record ManifestProblem(String file, int line, String message) implements Comparable<ManifestProblem> {
    @Override
    public int compareTo(ManifestProblem other) {
        return Integer.compare(line, other.line);
    }

    @Override
    public String toString() {
        return file + ":" + line + ": " + message;
    }
}
