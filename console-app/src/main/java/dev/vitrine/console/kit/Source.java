package dev.vitrine.console.kit;

import dev.vitrine.common.operation.CloudProblem;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One of the readings that a view is made of.
 *
 * @param name as people call it, such as {@code tasks}
 */
public record Source(String name, Reading<?> reading) {
    /** When the oldest of them was read; empty when none was. */
    public static Optional<Instant> oldest(List<Source> sources) {
        return sources.stream()
                .flatMap(source -> source.reading().at().stream())
                .min(Comparator.naturalOrder());
    }

    /** Which of them cannot be read, since when, and why; blank while all can. */
    public static String trouble(List<Source> sources) {
        Map<CloudProblem, List<Source>> failed = new LinkedHashMap<>();
        sources.forEach(source -> source.reading().problem().ifPresent(problem -> failed.computeIfAbsent(
                        problem, key -> new java.util.ArrayList<>())
                .add(source)));
        return failed.entrySet().stream()
                .map(entry -> names(entry.getValue()) + ": " + entry.getKey().message())
                .collect(Collectors.joining("\n"));
    }

    private static String names(List<Source> sources) {
        return sources.stream()
                .map(source -> source.name()
                        + source.reading()
                                .at()
                                .map(at -> " not read since " + Texts.time(at))
                                .orElse(" not read yet"))
                .collect(Collectors.joining(", "));
    }
}
