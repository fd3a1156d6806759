package dev.vitrine.web.upload;

import java.util.Optional;
import java.util.OptionalLong;

/** An upload that cannot become a job as a whole. The message says where and what is wrong, the remedy what to do. */
public final class TableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What kind of refusal it is. */
    public enum Kind {
        /** It is a table, but not a good one. */
        INVALID,
        /** Bytes, rows, columns or a cell beyond a limit. */
        TOO_LARGE,
        /** It is no table of a known format. */
        UNSUPPORTED
    }

    private final Kind kind;
    private final transient OptionalLong row;
    private final transient Optional<String> column;
    private final String remedy;

    private TableException(Kind kind, String message, String remedy, OptionalLong row, Optional<String> column) {
        super(message);
        this.kind = kind;
        this.remedy = remedy;
        this.row = row;
        this.column = column;
    }

    static TableException invalid(String message, String remedy) {
        return new TableException(Kind.INVALID, message, remedy, OptionalLong.empty(), Optional.empty());
    }

    static TableException invalidColumn(String column, String message, String remedy) {
        return new TableException(Kind.INVALID, message, remedy, OptionalLong.empty(), Optional.of(column));
    }

    static TableException invalidRow(long row, String column, String message, String remedy) {
        return new TableException(
                Kind.INVALID,
                message,
                remedy,
                OptionalLong.of(row),
                column.isEmpty() ? Optional.empty() : Optional.of(column));
    }

    static TableException tooLarge(String message, String remedy) {
        return new TableException(Kind.TOO_LARGE, message, remedy, OptionalLong.empty(), Optional.empty());
    }

    static TableException unsupported(String message, String remedy) {
        return new TableException(Kind.UNSUPPORTED, message, remedy, OptionalLong.empty(), Optional.empty());
    }

    public Kind kind() {
        return kind;
    }

    /** The row at fault, from 1, when it is one. */
    public OptionalLong row() {
        return row;
    }

    /** The column at fault, when it is one. */
    public Optional<String> column() {
        return column;
    }

    public String remedy() {
        return remedy;
    }
}
