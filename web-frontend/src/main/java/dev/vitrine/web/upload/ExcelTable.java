package dev.vitrine.web.upload;

import dev.vitrine.common.row.ValuePrinter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * The first visible sheet of an Excel workbook: its first row that is not blank is the header, blank rows are no rows.
 * Formulas count by the value that was last computed; days are ISO 8601 text.
 */
public final class ExcelTable implements TableSource {
    /** Workbooks read at the same time: each may hold its texts in memory. It is there whole before it takes a place. */
    private static final Semaphore PLACES = new Semaphore(1, true);

    private static final int PATIENCE_SECONDS = 60;
    private static final int MOST_ROWS = 1_048_576;
    private static final int MOST_COLUMNS = 16_384;
    private static final int DIGITS = 15;

    private final UploadLimits limits;
    private final Path file;
    private final Workbook workbook;
    private final List<String> texts;
    private final List<DateStyle> styles;
    private final XMLStreamReader xml;
    private final List<String> columns;
    private long sheetRows;
    private long rows;
    private boolean closed;

    private ExcelTable(Path file, Workbook workbook, UploadLimits limits) throws IOException, XMLStreamException {
        this.file = file;
        this.workbook = workbook;
        this.limits = limits;
        this.texts = workbook.texts();
        this.styles = workbook.styles();
        this.xml = workbook.sheet();
        List<String> header = row();
        if (header == null) {
            throw TableException.invalid("excel.empty");
        }
        this.columns = Header.of(header);
    }

    /**
     * Reads a workbook by way of a temporary file, which goes when the table is closed.
     *
     * @throws TableException when it is no workbook, or a dangerous one
     */
    static ExcelTable spooled(InputStream in, UploadLimits limits, Path folder) throws IOException {
        Path file = Files.createTempFile(folder, "workbook-", ".xlsx");
        boolean placed = false;
        boolean open = false;
        try {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            takePlace();
            placed = true;
            Workbook workbook = Workbook.open(file, limits.cell());
            try {
                ExcelTable table = new ExcelTable(file, workbook, limits);
                open = true;
                return table;
            } catch (XMLStreamException | RuntimeException e) {
                throw Workbook.translated(e);
            } finally {
                if (!open) {
                    workbook.close();
                }
            }
        } finally {
            if (!open) {
                PLACES.release(placed ? 1 : 0);
                Files.deleteIfExists(file);
            }
        }
    }

    private static void takePlace() {
        try {
            if (PLACES.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw TableException.busy("excel.busy");
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public @Nullable List<String> next() {
        try {
            List<String> cells = row();
            if (cells == null) {
                if (rows == 0) {
                    throw TableException.invalid("no-rows");
                }
                return null;
            }
            rows++;
            while (cells.size() < columns.size()) {
                cells.add("");
            }
            return cells;
        } catch (XMLStreamException | RuntimeException e) {
            throw Workbook.translated(e);
        }
    }

    /** The next row that is not blank, without blanks at its end; null after the last. */
    private @Nullable List<String> row() throws XMLStreamException {
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("sheetData")) {
                return null;
            }
            if (event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("row")) {
                if (++sheetRows > MOST_ROWS) {
                    throw TableException.tooLarge("excel.rows");
                }
                List<String> cells = cells();
                if (!cells.isEmpty()) {
                    return cells;
                }
            }
        }
        return null;
    }

    private List<String> cells() throws XMLStreamException {
        List<String> cells = new ArrayList<>();
        long characters = 0;
        int filled = 0;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("row")) {
                break;
            }
            if (event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("c")) {
                int column = column(cells.size());
                String cell = cell();
                characters += cell.length();
                checkLength(cell.length(), characters);
                while (cells.size() < column) {
                    cells.add("");
                }
                cells.add(cell);
                filled = cell.isBlank() ? filled : cells.size();
            }
        }
        return new ArrayList<>(cells.subList(0, filled));
    }

    private void checkLength(int cell, long row) {
        if (cell > limits.cell() || row > 64L * limits.cell()) {
            throw TableException.invalidRow(rows + 1, "", "excel.cell", rows + 1, limits.cell());
        }
    }

    /** The place that a cell's reference such as {@code BC12} names, from 0; cells come in order. */
    private int column(int next) {
        String reference = Workbook.attribute(xml, "r").orElse("");
        int column = 0;
        int i = 0;
        while (i < reference.length() && i < 4 && reference.charAt(i) >= 'A' && reference.charAt(i) <= 'Z') {
            column = column * 26 + reference.charAt(i) - 'A' + 1;
            i++;
        }
        int place = i == 0 ? next : column - 1;
        if (place < next || place >= Math.min(MOST_COLUMNS, limits.columns())) {
            throw TableException.invalid("excel.place", reference.substring(0, Math.min(12, reference.length())));
        }
        return place;
    }

    /** The text of the cell at whose start the reader stands. */
    private String cell() throws XMLStreamException {
        String type = Workbook.attribute(xml, "t").orElse("n");
        String style = Workbook.attribute(xml, "s").orElse("0");
        String value = "";
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("c")) {
                break;
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                String element = xml.getLocalName();
                if (element.equals("v") || element.equals("is")) {
                    value = Workbook.text(xml, element);
                }
            }
        }
        return switch (type) {
            case "s" -> shared(value);
            case "b" -> value.equals("1") ? "true" : "false";
            case "n" -> number(value.strip(), style);
            default -> value;
        };
    }

    private String shared(String number) {
        int place = number.matches("\\d{1,9}") ? Integer.parseInt(number) : -1;
        if (place < 0 || place >= texts.size()) {
            throw InflatedPart.broken();
        }
        return texts.get(place);
    }

    private String number(String text, String style) {
        if (text.isEmpty()) {
            return "";
        }
        double number;
        try {
            number = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return text;
        }
        int place = style.matches("\\d{1,6}") ? Integer.parseInt(style) : 0;
        if (place < styles.size() && styles.get(place) == DateStyle.DAY) {
            String day = DateStyle.text(number, workbook.isFrom1904());
            if (!day.isEmpty()) {
                return day;
            }
        }
        return Double.isFinite(number) ? ValuePrinter.number(number, DIGITS) : text;
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            workbook.close();
        } finally {
            Files.deleteIfExists(file);
            PLACES.release();
        }
    }
}
