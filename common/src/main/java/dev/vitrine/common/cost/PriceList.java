package dev.vitrine.common.cost;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * AWS's list prices in one region.
 *
 * @param region such as {@code us-east-1}
 * @param prices of every item
 */
public record PriceList(String region, Map<Item, Price> prices) {
    private static final SortedMap<String, PriceList> KNOWN = load();

    public PriceList {
        prices = Map.copyOf(prices);
        for (Item item : Item.values()) {
            if (!prices.containsKey(item)) {
                throw new IllegalArgumentException("no price of " + item + " in " + region);
            }
        }
    }

    /**
     * The prices of a region.
     *
     * @throws IllegalArgumentException that names the regions whose prices are known, when this is none of them
     */
    public static PriceList of(String region) {
        PriceList found = KNOWN.get(region);
        if (found == null) {
            throw new IllegalArgumentException("The prices of " + region + " are not in the table; known are "
                    + String.join(", ", KNOWN.keySet()) + ". Name one of them.");
        }
        return found;
    }

    /** The price of an item. */
    public Price of(Item item) {
        return Objects.requireNonNull(prices.get(item));
    }

    /** The oldest date of a price. */
    public YearMonth asOf() {
        return prices.values().stream()
                .map(Price::asOf)
                .min(YearMonth::compareTo)
                .orElseThrow();
    }

    private static SortedMap<String, PriceList> load() {
        @Nullable InputStream resource = PriceList.class.getResourceAsStream("prices.csv");
        try (InputStream in = Objects.requireNonNull(resource, "prices.csv")) {
            return read(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a price table; the price lists by region. */
    static SortedMap<String, PriceList> read(Reader table) throws IOException {
        SortedMap<String, Map<Item, Price>> byRegion = new TreeMap<>();
        try (CsvReader<NamedCsvRecord> records = CsvReader.builder().ofNamedCsvRecord(table)) {
            for (NamedCsvRecord row : records) {
                String line = "prices.csv:" + row.getStartingLineNumber() + ": ";
                Item item = Item.named(row.getField("item"))
                        .orElseThrow(() -> new IllegalArgumentException(line + "no such item " + row.getField("item")));
                Price price = price(line, row);
                if (byRegion.computeIfAbsent(row.getField("region"), _ -> new EnumMap<>(Item.class))
                                .put(item, price)
                        != null) {
                    throw new IllegalArgumentException(line + item + " stands twice");
                }
            }
        }
        SortedMap<String, PriceList> lists = new TreeMap<>();
        byRegion.forEach((region, prices) -> lists.put(region, new PriceList(region, prices)));
        return lists;
    }

    private static Price price(String line, NamedCsvRecord row) {
        try {
            return new Price(
                    row.getField("unit"),
                    Double.parseDouble(row.getField("usd")),
                    YearMonth.parse(row.getField("as_of")),
                    URI.create(row.getField("source")));
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(line + e.getMessage(), e);
        }
    }
}
