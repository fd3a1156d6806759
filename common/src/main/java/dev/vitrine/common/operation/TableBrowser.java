package dev.vitrine.common.operation;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table by query: there is no scan. Every call may throw {@link OperationException}. */
public interface TableBrowser {
    /** Name of the table. */
    String table();

    /**
     * A page of the items under one key.
     *
     * @param index empty for the table itself
     */
    Page query(Optional<String> index, String hash, String rangePrefix, Optional<Map<String, String>> cursor);

    /**
     * A page of items, attributes as JSON text.
     *
     * @param capacity read units that it took
     */
    record Page(List<Map<String, String>> items, double capacity, Optional<Map<String, String>> next) {
        public Page {
            items = List.copyOf(items);
        }
    }
}
