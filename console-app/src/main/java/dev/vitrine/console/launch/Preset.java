package dev.vitrine.console.launch;

import dev.vitrine.console.kit.Secrets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** What somebody filled in and wants to use again. It holds no secret: such values have to be given again. */
public record Preset(String name, Map<String, String> answers) {
    public Preset {
        Map<String, String> kept = new LinkedHashMap<>(answers);
        kept.computeIfPresent(
                "environment",
                (key, lines) -> lines.lines().map(Preset::withoutSecret).collect(Collectors.joining("\n")));
        kept.computeIfPresent("command", (key, line) -> Secrets.redact(line));
        answers = Map.copyOf(kept);
        if (name.isBlank()) {
            throw new IllegalArgumentException("a preset needs a name");
        }
    }

    /** Whether it takes the place of another: it has the same name and is for the same definition. */
    boolean replaces(Preset other) {
        return name.equals(other.name) && Objects.equals(answers.get("family"), other.answers.get("family"));
    }

    private static String withoutSecret(String line) {
        int equals = line.indexOf('=');
        return equals > 0 && Secrets.isSecret(line.substring(0, equals)) ? line.substring(0, equals + 1) : line;
    }
}
