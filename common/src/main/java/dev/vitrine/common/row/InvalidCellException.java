package dev.vitrine.common.row;

/** A cell that is not a value of its field. The message says what was expected. */
final class InvalidCellException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String column;
    private final String value;
    private final String reason;

    /** @param column the field's own name when empty */
    InvalidCellException(String column, String value, String message) {
        super(message, null, false, false);
        this.column = column;
        this.value = value;
        this.reason = message;
    }

    InvalidCellException(String value, String message) {
        this("", value, message);
    }

    String column() {
        return column;
    }

    String value() {
        return value;
    }

    String reason() {
        return reason;
    }
}
