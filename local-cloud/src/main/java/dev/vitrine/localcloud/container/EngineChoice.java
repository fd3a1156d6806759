package dev.vitrine.localcloud.container;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which container engine is wanted. */
public enum EngineChoice {
    /** The first that answers; where none does, or none can run containers here, programs run as processes. */
    AUTO,
    PODMAN,
    DOCKER,
    /** Everything runs as processes. */
    NONE;

    /** Reads {@code auto}, {@code podman}, {@code docker} or {@code none}; empty for anything else. */
    public static Optional<EngineChoice> parse(String text) {
        return Arrays.stream(values())
                .filter(choice -> choice.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst();
    }

    /** Names of the programs to try, in this order. */
    List<String> programs() {
        return switch (this) {
            case AUTO -> List.of("podman", "docker");
            case PODMAN -> List.of("podman");
            case DOCKER -> List.of("docker");
            case NONE -> List.of();
        };
    }
}
