package dev.vitrine.web.page;

import dev.vitrine.web.catalog.Served;
import dev.vitrine.web.prediction.Health;
import java.util.List;
import java.util.Optional;

/**
 * The gallery.
 *
 * @param searched words that the cards were chosen by; empty when all are shown
 * @param all how many prototypes there are
 */
public record HomePage(Frame frame, List<Card> cards, String searched, int all) {
    private static final int MANY = 6;

    /**
     * A prototype on show.
     *
     * @param picture address of its picture
     * @param emblem drawn when it has none
     */
    public record Card(Served served, Optional<String> picture, Emblem emblem, Health.State health) {
        /** What a search looks at. */
        public String words() {
            return (served.name() + " " + served.prototype().title() + " "
                            + served.prototype().summary())
                    .toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Whether there are so many that a search helps. */
    public boolean hasSearch() {
        return all > MANY || !searched.isEmpty();
    }
}
