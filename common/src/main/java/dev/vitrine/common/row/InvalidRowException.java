package dev.vitrine.common.row;

/** A JSON row that cannot be laid under the declared columns. The message says what to mend. */
public final class InvalidRowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String field;

    InvalidRowException(String field, String message) {
        super(message, null, false, false);
        this.field = field;
    }

    /** The member at fault. */
    public String field() {
        return field;
    }
}
