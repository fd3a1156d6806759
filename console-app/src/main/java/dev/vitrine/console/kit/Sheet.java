package dev.vitrine.console.kit;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A table that is too large to be there at once.
 *
 * @param rows how many there are, as far as that is known
 * @param page fetches rows; off the screen's thread
 * @param save writes all of it to a file, off the screen's thread; empty when that cannot be done
 */
public record Sheet(
        String title, List<String> columns, long rows, Pages page, Optional<Consumer<Path>> save, String fileName) {
    /** So many rows are fetched at once. */
    public static final int PAGE = 500;

    public Sheet {
        columns = List.copyOf(columns);
    }

    /** Fetches at most {@code count} rows from row {@code from}, counted from 1. */
    @FunctionalInterface
    public interface Pages {
        List<List<String>> page(long from, int count);
    }
}
