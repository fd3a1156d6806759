package dev.vitrine.web.catalog;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads small tables that scientists wrote by hand: ragged rows are rows, and what cannot be read ends the table. */
final class LenientCsv {
    private static final Logger LOG = LoggerFactory.getLogger(LenientCsv.class);

    private LenientCsv() {}

    /** The first records, at most {@code limit}, the header among them. */
    static List<CsvRecord> read(String csv, int limit) {
        List<CsvRecord> records = new ArrayList<>();
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowExtraCharsAfterClosingQuote(true)
                .allowUnclosedQuote(true)
                .ofCsvRecord(csv)) {
            reader.stream().limit(limit).forEach(records::add);
        } catch (CsvParseException e) {
            LOG.warn("a table of a prototype is read up to its record {}: {}", records.size(), e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close a text", e);
        }
        return records;
    }
}
