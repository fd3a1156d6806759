package dev.vitrine.console.data;

import dev.vitrine.console.kit.Secrets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** An item of the table. */
public record ItemRow(Map<String, String> attributes) {
    private static final Set<String> KEYS = Set.of("pk", "sk", "openPk", "openSk", "historyPk", "historySk");

    public ItemRow {
        attributes = java.util.Collections.unmodifiableMap(new TreeMap<>(attributes));
    }

    public String pk() {
        return attributes.getOrDefault("pk", "");
    }

    public String sk() {
        return attributes.getOrDefault("sk", "");
    }

    public String state() {
        return attributes.getOrDefault("state", "");
    }

    /** All attributes but the keys, in one line. */
    public String rest() {
        return attributes.entrySet().stream()
                .filter(entry -> !KEYS.contains(entry.getKey()))
                .map(entry -> entry.getKey() + "=" + shortened(Secrets.value(entry.getKey(), entry.getValue())))
                .collect(Collectors.joining("  "));
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 59) + "…";
    }
}
