package dev.vitrine.packaging.deploy;

import dev.vitrine.packaging.template.PrototypeParameters;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is deployed, and what a person has set for it. Any parameter of a template can be set by a variable of its name in
 * capitals, such as {@code NIGHT_OFF} for {@code NightOff}.
 *
 * @param templates folder of {@code vitrine.yaml} and {@code prototype.yaml}
 * @param prototypes folder of prototypes
 * @param commit tag that names the commit of this build
 * @param environment of the process
 */
record Settings(Path templates, Path prototypes, String commit, Map<String, String> environment) {
    /** Takes out what was set before. */
    static final String NONE = "none";

    Settings {
        environment = Map.copyOf(environment);
    }

    /** The values that are set of those parameters. */
    Map<String, String> parameters(Set<String> names) {
        Map<String, String> values = new HashMap<>();
        for (String name : names) {
            value(PrototypeParameters.variable(name))
                    .ifPresent(value -> values.put(name, value.equals(NONE) ? "" : value));
        }
        return values;
    }

    /** A variable that is set and not blank. */
    Optional<String> value(String variable) {
        return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank());
    }
}
