package dev.vitrine.common.result;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** CSV records (RFC 4180, line feeds) as UTF-8 bytes, with the length of each record. */
public final class RecordBuffer {
    private final StringBuilder text;
    private int[] ends;
    private int records;
    private boolean firstCell = true;

    public RecordBuffer(int expectedRecords) {
        this.text = new StringBuilder(expectedRecords * 64);
        this.ends = new int[Math.max(1, expectedRecords)];
    }

    public void cell(long number) {
        separate();
        text.append(number);
    }

    public void cell(String cell) {
        separate();
        if (needsQuotes(cell)) {
            text.append('"').append(cell.replace("\"", "\"\"")).append('"');
        } else {
            text.append(cell);
        }
    }

    /** As many cells as the header has: blanks for those that are missing, and none beyond. */
    public void cells(List<String> cells, int width) {
        int given = Math.min(cells.size(), width);
        for (int i = 0; i < given; i++) {
            cell(cells.get(i));
        }
        blanks(width - given);
    }

    public void blanks(int count) {
        for (int i = 0; i < count; i++) {
            separate();
        }
    }

    public void endRecord() {
        text.append('\n');
        firstCell = true;
        if (records == ends.length) {
            ends = Arrays.copyOf(ends, records * 2);
        }
        ends[records++] = text.length();
    }

    public Records toRecords() {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        int[] lengths = new int[records];
        boolean ascii = bytes.length == text.length();
        int start = 0;
        for (int i = 0; i < records; i++) {
            lengths[i] =
                    ascii ? ends[i] - start : text.substring(start, ends[i]).getBytes(StandardCharsets.UTF_8).length;
            start = ends[i];
        }
        return new Records(bytes, lengths);
    }

    private void separate() {
        if (!firstCell) {
            text.append(',');
        }
        firstCell = false;
    }

    private static boolean needsQuotes(String cell) {
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c == ',' || c == '"' || c == '\n' || c == '\r') {
                return true;
            }
        }
        return false;
    }

    /** Bytes of records one after another, and the length of each. */
    @SuppressWarnings("ArrayRecordComponent") // handed on once and compared by nobody
    public record Records(byte[] bytes, int[] lengths) {}
}
