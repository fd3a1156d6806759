package dev.vitrine.common.review;

import java.util.List;
import java.util.function.Consumer;

/** Where reviews are kept: entries are added, never changed. */
public interface ReviewStore {
    /** Adds the entry; false when the reviewer has one of that revision about that answer already. */
    boolean append(Review review);

    /** All entries about one answer. */
    List<Review> of(String source, long row);

    /** All entries about the rows of a call or job, in the order of rows. */
    List<Review> of(String source);

    /** Shows every entry about a prototype's answers to a visitor, oldest first; a new one may be missed for a second. */
    void forEach(String prototype, Consumer<Review> visitor);
}
