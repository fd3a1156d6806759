package dev.vitrine.packaging.publish;

import java.util.Map;

/** The variables by which a function or a worker knows what it serves. */
final class Environment {
    private Environment() {}

    static Map<String, String> of(String prototype, Target target) {
        return Map.of("VITRINE_PROTOTYPE", prototype, "VITRINE_TABLE", Target.TABLE, "VITRINE_BUCKET", target.bucket());
    }
}
