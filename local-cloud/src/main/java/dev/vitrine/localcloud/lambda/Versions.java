package dev.vitrine.localcloud.lambda;

import dev.vitrine.localcloud.state.JsonTable;
import dev.vitrine.localcloud.state.StateFile;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The published versions of functions. Numbers go up and are never given again while the function lives. */
final class Versions {
    private final JsonTable<Function> table;
    private final JsonTable<Integer> lastNumbers;

    Versions(StateFile state) {
        this.table = state.table("versions", Function.class);
        this.lastNumbers = state.table("version-numbers", Integer.class);
    }

    /** Publishes a function as it is; when nothing has changed since the last version, that one is the answer. */
    synchronized Function publish(Function latest, @Nullable String description) {
        Optional<Function> last = lastNumber(latest.name()).flatMap(number -> find(latest.name(), number));
        if (last.isPresent() && last.get().runsAs(latest)) {
            return last.get();
        }
        int number = lastNumbers.get(latest.name()).orElse(0) + 1;
        Settings settings = latest.settings();
        Function published = latest.published(
                Integer.toString(number),
                settings.withDescription(description == null ? settings.description() : description),
                UUID.randomUUID().toString());
        table.put(key(latest.name(), published.version()), published);
        lastNumbers.put(latest.name(), number);
        return published;
    }

    Optional<Function> find(String function, String version) {
        return version.matches("\\d{1,9}") ? table.get(key(function, version)) : Optional.empty();
    }

    /** In the order of their numbers. */
    List<Function> of(String function) {
        return table.prefixed(function + ":");
    }

    synchronized void remove(String function, String version) {
        table.remove(key(function, version));
    }

    synchronized void removeAll(String function) {
        of(function).forEach(version -> table.remove(key(function, version.version())));
        lastNumbers.remove(function);
    }

    private Optional<String> lastNumber(String function) {
        return lastNumbers.get(function).map(number -> Integer.toString(number));
    }

    private static String key(String function, String version) {
        return String.format(Locale.ROOT, "%s:%09d", function, Integer.parseInt(version));
    }
}
