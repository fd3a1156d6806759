package dev.vitrine.localcloud.lambda;

import java.util.Map;

/** A function that cannot be loaded. */
public final class BrokenHandler {
    public BrokenHandler() {
        throw new IllegalStateException("the model file is corrupt");
    }

    public Object handle(Map<String, String> event) {
        return event;
    }
}
