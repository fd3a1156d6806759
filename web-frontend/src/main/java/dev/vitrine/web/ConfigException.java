package dev.vitrine.web;

/** The environment cannot be used. The message is one sentence that names the variable and the remedy. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ConfigException(String message) {
        super(message);
    }
}
