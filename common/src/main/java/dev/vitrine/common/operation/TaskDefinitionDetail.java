package dev.vitrine.common.operation;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A revision of a task definition, as far as an operator compares it.
 *
 * @param environment plain variables of the first container; may hold secrets of careless people
 * @param logGroup where its first container's lines go
 * @param text all of it, one property a line, sorted, for differences
 */
public record TaskDefinitionDetail(
        String arn,
        String family,
        int revision,
        String image,
        String container,
        int cpuUnits,
        int memoryMb,
        List<String> command,
        SortedMap<String, String> environment,
        Optional<String> logGroup,
        Optional<String> logPrefix,
        List<String> text) {
    public TaskDefinitionDetail {
        command = List.copyOf(command);
        environment = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(environment));
        text = List.copyOf(text);
    }

    /** Such as {@code vitrine-banknote:7}. */
    public String name() {
        return family + ":" + revision;
    }

    /** Name of the log stream of a task of this definition; empty when its lines are not kept. */
    public Optional<String> stream(String taskId) {
        return logPrefix.map(prefix -> prefix + "/" + container + "/" + taskId);
    }
}
