package dev.vitrine.common.cost;

/**
 * One line of a bill.
 *
 * @param what in a few words, such as {@code frontend, processor}
 * @param quantity in the price's unit
 */
public record Charge(String what, double quantity, Price price) {
    public Charge {
        if (!(quantity >= 0) || !Double.isFinite(quantity)) {
            throw new IllegalArgumentException(what + ": a quantity is 0 or more, not " + quantity);
        }
    }

    /** Dollars. */
    public double usd() {
        return quantity * price.usd();
    }
}
