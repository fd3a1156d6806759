package dev.vitrine.web.upload;

import dev.vitrine.common.prototype.Schema;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The formats of uploaded tables, told by their first bytes: a file's name may lie. */
public enum TableFormat {
    /** Cells separated by commas, semicolons, tabs or vertical bars. */
    DELIMITED("CSV"),
    /** What the API takes: {@code {"inputs":[...]}}. */
    JSON_INPUTS("JSON"),
    /** An array of objects, or one object after another as in JSON Lines. */
    JSON_RECORDS("JSON"),
    EXCEL("Excel"),
    PARQUET("Parquet");

    private static final int SNIFFED = 4096;

    private final String label;

    TableFormat(String label) {
        this.label = label;
    }

    /** What people call it. */
    public String label() {
        return label;
    }

    /**
     * How a table is read.
     *
     * @param schema of the prototype's inputs
     * @param folder for temporary files
     * @param headless whether the first line of a delimited table is a row already
     */
    public record Reading(Schema schema, UploadLimits limits, Path folder, boolean headless) {}

    /** A table and what it was read from. */
    public record Opened(TableFormat format, TableSource table) {}

    /**
     * Opens an uploaded file.
     *
     * @throws TableException when it is no table of a known format
     */
    public static Opened open(InputStream in, Reading reading) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in, SNIFFED);
        buffered.mark(SNIFFED);
        byte[] head = buffered.readNBytes(SNIFFED);
        buffered.reset();
        TableFormat format = of(head);
        return new Opened(format, format.table(buffered, reading));
    }

    /** The format by the first bytes of a file. */
    static TableFormat of(byte[] head) {
        String start = new String(head, StandardCharsets.ISO_8859_1);
        if (start.startsWith("PK\u0003\u0004")) {
            return EXCEL;
        }
        if (start.startsWith("PAR1")) {
            return PARQUET;
        }
        String text = start.startsWith("\u00ef\u00bb\u00bf") ? start.substring(3) : start;
        String first = text.stripLeading();
        if (first.matches("(?s)\\{\\s*\"(inputs|columns)\"\\s*:\\s*\\[.*")) {
            return JSON_INPUTS;
        }
        return first.matches("(?s)(\\{\\s*[\"}]|\\[\\s*[{\\[\\]]).*") ? JSON_RECORDS : DELIMITED;
    }

    private TableSource table(InputStream in, Reading reading) throws IOException {
        return switch (this) {
            case DELIMITED -> new CsvTable(in, reading.limits(), reading.headless());
            case JSON_INPUTS -> new JsonTable(in, reading.schema(), reading.limits());
            case JSON_RECORDS -> new RecordsTable(in, reading.limits());
            case EXCEL -> ExcelTable.spooled(in, reading.limits(), reading.folder());
            case PARQUET -> throw TableException.unsupported("parquet");
        };
    }
}
