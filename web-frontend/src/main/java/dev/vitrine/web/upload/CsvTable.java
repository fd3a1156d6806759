package dev.vitrine.web.upload;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.vitrine.web.text.Texts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A CSV table in UTF-8 as RFC 4180 has it, separated by commas, semicolons, tabs or vertical bars; empty lines are no rows. */
public final class CsvTable implements TableSource {
    private static final int SNIFFED = 1 << 16;
    private static final String SEPARATORS = ",;\t|";

    private final UploadLimits limits;
    private final CloseableIterator<CsvRecord> records;
    private final List<String> columns;
    private boolean headerRead;
    private @Nullable List<String> firstRow;
    private long row;
    private long line = 1;

    /** @throws TableException when there is no usable header */
    public CsvTable(InputStream in, UploadLimits limits) throws IOException {
        this(in, limits, false);
    }

    /**
     * Reads a table that may have no header.
     *
     * @param headless whether the first line is a row already; columns are then numbered
     * @throws TableException when there is no usable header
     */
    public CsvTable(InputStream in, UploadLimits limits, boolean headless) throws IOException {
        this.limits = limits;
        BufferedReader reader = new BufferedReader(new Utf8Reader(in), SNIFFED);
        this.records = CsvReader.builder()
                .fieldSeparator(separator(reader))
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .skipEmptyLines(true)
                .allowUnclosedQuote(false)
                .allowExtraCharsAfterClosingQuote(false)
                .maxBufferSize(Math.max(1 << 17, 2 * limits.cell()))
                .build(
                        CsvRecordHandler.of(handler -> handler.maxFields(limits.columns())
                                .maxFieldSize(limits.cell())
                                .maxRecordSize((int) Math.min(1 << 26, (long) limits.cell() * 64))),
                        reader)
                .iterator();
        this.columns = header(headless);
        this.headerRead = true;
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public @Nullable List<String> next() {
        List<String> kept = firstRow;
        if (kept != null) {
            firstRow = null;
            row++;
            return kept;
        }
        CsvRecord csv = read();
        if (csv == null) {
            if (row == 0) {
                throw TableException.invalid("no-rows");
            }
            return null;
        }
        row++;
        return csv.getFields();
    }

    private List<String> header(boolean headless) {
        CsvRecord first = read();
        if (first == null) {
            throw TableException.invalid("empty");
        }
        if (headless) {
            firstRow = first.getFields();
            return Header.numbered(firstRow.size());
        }
        return Header.of(first.getFields());
    }

    private @Nullable CsvRecord read() {
        try {
            if (!records.hasNext()) {
                return null;
            }
            CsvRecord csv = records.next();
            line = csv.getStartingLineNumber();
            return csv;
        } catch (CsvParseException e) {
            if (e.getCause() instanceof TableException refused) { // by what the text is read from
                throw refused;
            }
            throw unreadable(e);
        }
    }

    private TableException unreadable(CsvParseException e) {
        String place = headerRead ? Texts.text("table.place.row", row + 1, line) : Texts.text("table.place.header");
        String cause = e.getCause() instanceof CsvParseException inner
                ? String.valueOf(inner.getMessage())
                : String.valueOf(e.getMessage());
        if (cause.contains("maximum") || cause.contains("Maximum") || cause.contains("exceed")) {
            return TableException.invalidRow(
                    row + 1, "", "csv.long", place, Texts.number(limits.cell()), Texts.number(limits.columns()));
        }
        return TableException.invalidRow(row + 1, "", "csv.quotes", place);
    }

    /** The one of {@link #SEPARATORS} that stands most often in the first line with any, outside quotes; else a comma. */
    private static char separator(BufferedReader reader) throws IOException {
        reader.mark(SNIFFED);
        int[] counts = new int[SEPARATORS.length()];
        int most = 0;
        boolean quoted = false;
        for (int i = 0; i < SNIFFED - 1; i++) {
            int c = reader.read();
            if (c < 0 || (!quoted && (c == '\n' || c == '\r') && counts[most] > 0)) {
                break;
            }
            int place = quoted ? -1 : SEPARATORS.indexOf(c);
            if (c == '"') {
                quoted = !quoted;
            } else if (place >= 0) {
                counts[place]++;
                most = counts[place] > counts[most] || (counts[place] == counts[most] && place < most) ? place : most;
            }
        }
        reader.reset();
        return SEPARATORS.charAt(most);
    }
}
