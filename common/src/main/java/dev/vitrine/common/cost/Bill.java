package dev.vitrine.common.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Charges in the order in which they are told. */
public record Bill(List<Charge> charges) {
    public static final Bill EMPTY = new Bill(List.of());

    public Bill {
        charges = List.copyOf(charges);
    }

    /** Dollars. */
    public double usd() {
        return charges.stream().mapToDouble(Charge::usd).sum();
    }

    public Bill plus(Bill more) {
        return new Bill(Stream.concat(charges.stream(), more.charges.stream()).toList());
    }

    /** Collects charges at the prices of one list. */
    public static final class Writer {
        private final PriceList prices;
        private final List<Charge> charges = new ArrayList<>();

        public Writer(PriceList prices) {
            this.prices = prices;
        }

        /** Adds a charge, unless its quantity is 0. */
        public Writer add(String what, Item item, double quantity) {
            if (quantity != 0) {
                charges.add(new Charge(what, quantity, prices.of(item)));
            }
            return this;
        }

        /** Adds the charges of another bill. */
        public Writer add(Bill more) {
            charges.addAll(more.charges());
            return this;
        }

        public Bill bill() {
            return new Bill(charges);
        }
    }
}
