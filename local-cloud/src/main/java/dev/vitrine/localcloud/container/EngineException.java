package dev.vitrine.localcloud.container;

/** An engine that cannot run containers on this machine; the message is its own. */
final class EngineException extends Exception {
    private static final long serialVersionUID = 1L;

    EngineException(String message) {
        super(message);
    }
}
