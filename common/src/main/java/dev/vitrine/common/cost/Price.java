package dev.vitrine.common.cost;

import java.net.URI;
import java.time.YearMonth;

/**
 * A list price.
 *
 * @param unit what it is the price of, such as {@code GB hour}
 * @param usd dollars for one unit, without tax
 * @param asOf the month for which it is stated
 * @param source where AWS publishes it
 */
public record Price(String unit, double usd, YearMonth asOf, URI source) {
    public Price {
        if (unit.isBlank() || !(usd > 0) || !Double.isFinite(usd)) {
            throw new IllegalArgumentException("a price has a unit and more than 0 dollars, not " + usd + " a " + unit);
        }
    }
}
