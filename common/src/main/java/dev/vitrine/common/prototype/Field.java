package dev.vitrine.common.prototype;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One declared input, output or form field.
 *
 * @param name column name and JSON member: a letter, then letters, digits and underscores, at most 60
 * @param required whether a blank cell or an absent member is an error; outputs ignore it
 * @param unit such as {@code mm}, shown after the value
 * @param help one line for people
 * @param example as a person would type it
 */
public record Field(
        String name,
        FieldType type,
        boolean required,
        Optional<String> unit,
        Optional<String> help,
        Optional<String> example) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,59}");

    public Field {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("field name '" + name
                    + "' must begin with a letter and hold letters, digits and underscores, at most 60");
        }
    }

    /** A required field without unit, help or example. */
    public Field(String name, FieldType type) {
        this(name, type, true, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** What people read beside the control: the name with spaces for underscores. */
    public String label() {
        String spaced = name.replace('_', ' ');
        return Character.toUpperCase(spaced.charAt(0)) + spaced.substring(1);
    }
}
