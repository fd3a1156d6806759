package dev.vitrine.console.kit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How two sorted lists of properties differ. Secrets are hidden. */
public record Differences(List<String> removed, List<String> added) {
    public Differences {
        removed = List.copyOf(removed);
        added = List.copyOf(added);
    }

    public static Differences of(List<String> before, List<String> after) {
        Set<String> old = new HashSet<>(before);
        Set<String> now = new HashSet<>(after);
        return new Differences(
                before.stream()
                        .filter(line -> !now.contains(line))
                        .map(Secrets::redact)
                        .toList(),
                after.stream()
                        .filter(line -> !old.contains(line))
                        .map(Secrets::redact)
                        .toList());
    }

    public boolean isEmpty() {
        return removed.isEmpty() && added.isEmpty();
    }

    /** Both, property by property: {@code - } and {@code + } before each line. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        removed.forEach(line -> lines.add("- " + line));
        added.forEach(line -> lines.add("+ " + line));
        lines.sort(java.util.Comparator.comparing(
                        (String line) -> line.substring(2).replaceFirst(" = .*", ""))
                .thenComparing(Collections.reverseOrder()));
        return lines;
    }
}
