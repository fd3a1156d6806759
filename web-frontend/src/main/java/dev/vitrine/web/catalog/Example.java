package dev.vitrine.web.catalog;

import java.util.List;

/**
 * An example row to click.
 *
 * @param caption what the row is, from its columns that are no inputs; may be empty
 * @param values one per input field, in order, as a person would type them
 */
public record Example(String caption, List<String> values) {
    public Example {
        values = List.copyOf(values);
    }
}
