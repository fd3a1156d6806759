package dev.vitrine.packaging.run;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/** Banknotes by the million. */
public final class LongTable {
    private LongTable() {}

    /** The same numbers each time; one row in a thousand is a reject. */
    public static Path write(Path file, int rows) throws IOException {
        Random numbers = new Random(7);
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write("variance,skewness,curtosis,entropy\n");
            for (int row = 1; row <= rows; row++) {
                String variance = row % 1_000 == 0
                        ? "unknown"
                        : String.format(Locale.ROOT, "%.4f", numbers.nextDouble() * 14 - 7);
                out.write(variance
                        + String.format(
                                Locale.ROOT,
                                ",%.4f,%.4f,%.5f%n",
                                numbers.nextDouble() * 26 - 13,
                                numbers.nextDouble() * 23 - 5,
                                numbers.nextDouble() * 10 - 8));
            }
        }
        return file;
    }
}
