package dev.vitrine.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Tables for the prototype banknote. */
final class BanknoteTable {
    static final String HEADER = "variance,skewness,curtosis,entropy";

    private BanknoteTable() {}

    /** Plausible rows; every hundredth has a word for a number. The same for the same seed. */
    static List<String> rows(int count, long seed) {
        Random random = new Random(seed);
        List<String> rows = new ArrayList<>(count);
        for (int i = 1; i <= count; i++) {
            String variance = i % 100 == 0 ? "oops" : number(random, 7);
            rows.add(variance + "," + number(random, 13) + "," + number(random, 7) + "," + number(random, 3));
        }
        return rows;
    }

    private static String number(Random random, double range) {
        return String.format(Locale.ROOT, "%.4f", (random.nextDouble() * 2 - 1) * range);
    }
}
