package dev.vitrine.common.prediction;

/** A form whose values do not fit together, such as an end before its start. The message is shown to the person. */
public final class InvalidFormException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String field;

    public InvalidFormException(String field, String message) {
        super(message);
        this.field = field;
    }

    /** The field to mend. */
    public String field() {
        return field;
    }
}
