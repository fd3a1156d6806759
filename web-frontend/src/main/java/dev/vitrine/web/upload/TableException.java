package dev.vitrine.web.upload;

import dev.vitrine.web.text.Texts;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An upload that cannot become a job as a whole. The message says where and what is wrong, the remedy what to do: the texts
 * {@code table.<key>} and {@code table.<key>.remedy}.
 */
public final class TableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What kind of refusal it is. */
    public enum Kind {
        /** It is a table, but not a good one. */
        INVALID,
        /** Bytes, rows, columns or a cell beyond a limit. */
        TOO_LARGE,
        /** It is no table of a known format. */
        UNSUPPORTED,
        /** It may be a good one, but there is no room to read it now. */
        BUSY
    }

    private final Kind kind;
    private final transient OptionalLong row;
    private final transient Optional<String> column;
    private final String remedy;

    private TableException(Kind kind, String key, Object[] values, OptionalLong row, Optional<String> column) {
        super(Texts.text("table." + key, values));
        this.kind = kind;
        this.remedy = Texts.text("table." + key + ".remedy", values);
        this.row = row;
        this.column = column;
    }

    static TableException invalid(String key, Object... values) {
        return new TableException(Kind.INVALID, key, values, OptionalLong.empty(), Optional.empty());
    }

    static TableException invalidColumn(String column, String key, Object... values) {
        return new TableException(Kind.INVALID, key, values, OptionalLong.empty(), Optional.of(column));
    }

    static TableException invalidRow(long row, String column, String key, Object... values) {
        return new TableException(
                Kind.INVALID,
                key,
                values,
                OptionalLong.of(row),
                column.isEmpty() ? Optional.empty() : Optional.of(column));
    }

    static TableException tooLarge(String key, Object... values) {
        return new TableException(Kind.TOO_LARGE, key, values, OptionalLong.empty(), Optional.empty());
    }

    static TableException unsupported(String key, Object... values) {
        return new TableException(Kind.UNSUPPORTED, key, values, OptionalLong.empty(), Optional.empty());
    }

    static TableException busy(String key, Object... values) {
        return new TableException(Kind.BUSY, key, values, OptionalLong.empty(), Optional.empty());
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
